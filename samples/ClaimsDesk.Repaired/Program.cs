using ClaimsDesk;
using ClaimsDesk.Tools;

await using Desk desk = await Desk.OpenAsync();
switch (args)
{
    case ["mcp"]:
        await ClaimFileServer.RunAsync(desk.ClaimsApi);
        return 0;
    case ["talk"]:
        await new ClaimsAgent(desk.Client(Models.Large), desk.ClaimsApi, desk.Store).ChatAsync(Console.In, Console.Out);
        return 0;
    default:
        return await new WorkingDay(desk).RunAsync(args);
}
