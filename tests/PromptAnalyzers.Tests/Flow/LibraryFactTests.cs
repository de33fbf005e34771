namespace PromptAnalyzers.Tests.Flow;

/// <summary>
/// What the members in the table do to a text, section by section. Every list has its near misses: the same code with
/// something that bounds it, or with a part that is small.
/// </summary>
public class LibraryFactTests
{
    private const string Usings = """
        using System.Collections.Concurrent; using System.Collections.Immutable; using System.Data; using System.Diagnostics; using System.Globalization;
        using System.IO.Compression; using System.Net.Http; using System.Net.Http.Json; using System.Text.Json; using System.Text.Json.Nodes;
        using System.Text.RegularExpressions; using System.Threading; using System.Threading.Tasks; using System.Xml; using System.Xml.Linq;

        """;

    private static bool Unbounded(string body) => Unbounded(body, "");

    private static bool Unbounded(string body, string usings, params string[] libraries) => new FlowCompilation(
        "class Item { public string Name { get; set; } public List<Item> Parts { get; set; } }\n"
            + "static async Task<string> M(string path, string other, HttpClient http, int n) { await Task.Yield();\n" + body + "\n}",
        Usings + usings,
        libraries).IsUnbounded("M");

    [Theory]
    [InlineData("return Encoding.UTF8.GetString(await File.ReadAllBytesAsync(path));", true)]
    [InlineData("return Convert.ToBase64String(File.ReadAllBytes(path));", true)]
    [InlineData("return BinaryData.FromString(File.ReadAllText(path)).ToString();", true)]
    [InlineData("using var s = new FileStream(path, FileMode.Open); using var r = new StreamReader(s); return await r.ReadToEndAsync();", true)]
    [InlineData("using var r = new StreamReader(path); return r.ReadToEnd();", true)]
    [InlineData("using var z = new ZipArchive(File.OpenRead(path)); using var r = new StreamReader(z.Entries[0].Open()); return r.ReadToEnd();", true)]
    [InlineData("using var z = new ZipArchive(File.OpenRead(path)); return string.Join(\",\", z.Entries.Select(e => e.Name));", true)]
    [InlineData("using var s = new GZipStream(File.OpenRead(path), CompressionMode.Decompress); using var r = new StreamReader(s); return r.ReadToEnd();", true)]
    [InlineData("using var s = typeof(string).Assembly.GetManifestResourceStream(\"a.txt\"); using var r = new StreamReader(s); return r.ReadToEnd();", false)]
    [InlineData("return Encoding.UTF8.GetString((await File.ReadAllBytesAsync(path))[..4000]);", false)]
    [InlineData("return Encoding.UTF8.GetString(File.ReadAllBytes(path).AsSpan(0, 4000));", false)]
    [InlineData("return Convert.ToBase64String(File.ReadAllBytes(path).Take(3000).ToArray());", false)]
    [InlineData("return Path.GetFileName(path);", false)]
    public void Files(string body, bool unbounded) => Assert.Equal(unbounded, Unbounded(body));

    [Theory]
    [InlineData("return await http.GetStringAsync(path);", true)]
    [InlineData("using var r = await http.GetAsync(path); return await r.Content.ReadAsStringAsync();", true)]
    [InlineData("using var r = new StreamReader(await http.GetStreamAsync(path)); return r.ReadToEnd();", true)]
    [InlineData("using var m = new MemoryStream(); using var r = await http.GetAsync(path); await r.Content.CopyToAsync(m); return Encoding.UTF8.GetString(m.ToArray());", true)]
    [InlineData("return string.Join(\",\", (await http.GetFromJsonAsync<List<Item>>(path)).Select(i => i.Name));", true)]
    [InlineData("return string.Join(\",\", (await http.GetFromJsonAsync<Item>(path)).Parts.Select(i => i.Name));", true)]
    [InlineData("var s = new StringBuilder(); await foreach (var i in http.GetFromJsonAsAsyncEnumerable<Item>(path)) s.Append(i.Name); return s.ToString();", true)]
    [InlineData("return (await http.GetFromJsonAsync<JsonElement>(path)).ToString();", true)]
    [InlineData("var c = new HttpClient(); return await c.GetStringAsync(path);", true)]
    [InlineData("var c = new HttpClient { MaxResponseContentBufferSize = 64_000 }; return await c.GetStringAsync(path);", false)]
    [InlineData("return (await http.GetFromJsonAsync<Item>(path)).Name;", false)]
    [InlineData("return string.Join(\",\", (await http.GetFromJsonAsync<List<Item>>(path)).Take(20).Select(i => i.Name));", false)]
    [InlineData("return (await http.GetFromJsonAsync<JsonElement>(path)).GetProperty(\"name\").GetString();", false)]
    [InlineData("using var r = await http.GetAsync(path); return r.ReasonPhrase;", false)]
    public void Http(string body, bool unbounded) => Assert.Equal(unbounded, Unbounded(body));

    [Theory]
    [InlineData("return await path.GetStringAsync();", "using Flurl.Http;", "Flurl.Http", true)]
    [InlineData("return await path.PostAsync().ReceiveString();", "using Flurl.Http;", "Flurl.Http", true)]
    [InlineData("return string.Join(\",\", (await path.GetJsonAsync<Item>()).Parts.Select(p => p.Name));", "using Flurl.Http;", "Flurl.Http", true)]
    [InlineData("return (await path.GetStringAsync())[..4000];", "using Flurl.Http;", "Flurl.Http", false)]
    [InlineData("return (await path.GetJsonAsync<Item>()).Name;", "using Flurl.Http;", "Flurl.Http", false)]
    [InlineData("return (await new RestClient(path).ExecuteAsync(new RestRequest())).Content;", "using RestSharp;", "RestSharp", true)]
    [InlineData("return string.Join(\",\", (await new RestClient(path).GetAsync<List<Item>>(new RestRequest())).Select(i => i.Name));", "using RestSharp;", "RestSharp", true)]
    [InlineData("return (await new RestClient(path).ExecuteAsync(new RestRequest())).StatusDescription;", "using RestSharp;", "RestSharp", false)]
    [InlineData("return (await new RestClient(path).GetAsync<Item>(new RestRequest())).Name;", "using RestSharp;", "RestSharp", false)]
    [InlineData("var r = await Cli.Wrap(\"git\").WithArguments(\"log\").ExecuteBufferedAsync(); return r.StandardOutput;", "using CliWrap; using CliWrap.Buffered;", "CliWrap", true)]
    [InlineData("var s = new StringBuilder(); await (Cli.Wrap(\"git\") | PipeTarget.ToStringBuilder(s)).ExecuteAsync(); return s.ToString();", "using CliWrap;", "CliWrap", true)]
    [InlineData("var r = await Cli.Wrap(\"git\").ExecuteBufferedAsync(); return r.ExitCode.ToString();", "using CliWrap; using CliWrap.Buffered;", "CliWrap", false)]
    public void Client_libraries(string body, string usings, string library, bool unbounded) =>
        Assert.Equal(unbounded, Unbounded(body, usings + "\n", library, "Flurl"));

    [Theory]
    [InlineData("[Get(\"/a\")] Task<string> Read(string id);", "await api.Read(path)", true)]
    [InlineData("[Get(\"/a\")] Task<List<Item>> All();", "string.Join(\",\", (await api.All()).Select(i => i.Name))", true)]
    [InlineData("[Get(\"/a\")] Task<List<Item>> All(int limit);", "string.Join(\",\", (await api.All(20)).Select(i => i.Name))", false)]
    [InlineData("[Get(\"/a\")] Task<List<Item>> All(string id, int limit);", "string.Join(\",\", (await api.All(path, 20)).Select(i => i.Name))", false)]
    [InlineData("[Get(\"/a\")] Task<Item> One(string id);", "(await api.One(path)).Name", false)]
    [InlineData("Task<string> Read(string id);", "await api.Read(path)", false)]
    public void A_declared_service_is_known_by_its_attribute(string member, string call, bool unbounded) => Assert.Equal(unbounded, new FlowCompilation(
        "class Item { public string Name { get; set; } }\ninterface IApi { " + member + " }\n"
            + "static async Task<string> M(IApi api, string path) { return " + call + "; }",
        Usings + "using Refit;\n",
        "Refit").IsUnbounded("M"));

    [Theory]
    [InlineData("using var p = Process.Start(path); return p.StandardOutput.ReadToEnd();", true)]
    [InlineData("using var p = Process.Start(path); var s = new StringBuilder(); p.OutputDataReceived += (_, e) => s.AppendLine(e.Data); p.WaitForExit(); return s.ToString();", true)]
    [InlineData("return Console.In.ReadToEnd();", true)]
    [InlineData("using var p = Process.Start(path); return p.StandardOutput.ReadLine();", false)]
    [InlineData("using var p = Process.Start(path); return p.ExitCode.ToString();", false)]
    [InlineData("return Console.ReadLine();", false)]
    [InlineData("return new InvalidOperationException(path).ToString();", false)]
    public void Processes_and_input(string body, bool unbounded) => Assert.Equal(unbounded, Unbounded(body));

    [Theory]
    [InlineData("using var m = new MemoryStream(); await File.OpenRead(path).CopyToAsync(m); return Encoding.UTF8.GetString(m.ToArray());", true)]
    [InlineData("using var m = new MemoryStream(); File.OpenRead(path).CopyTo(m); m.Position = 0; using var r = new StreamReader(m); return r.ReadToEnd();", true)]
    [InlineData("using var m = new MemoryStream(File.ReadAllBytes(path)); using var r = new StreamReader(m); return r.ReadToEnd();", true)]
    [InlineData("using var w = new StringWriter(); w.Write(File.ReadAllText(path)); return w.ToString();", true)]
    [InlineData("using var w = new StringWriter(); await w.WriteLineAsync(File.ReadAllText(path)); return w.GetStringBuilder().ToString();", true)]
    [InlineData("return new StringBuilder().Append(\"x\").Append(File.ReadAllText(path)).ToString();", true)]
    [InlineData("using var r = new StringReader(File.ReadAllText(path)); var s = new StringBuilder(); while (r.ReadLine() is { } line) s.AppendLine(line); return s.ToString();", true)]
    [InlineData("using var m = new MemoryStream(); await File.OpenRead(path).CopyToAsync(m); return m.Length.ToString();", false)]
    [InlineData("using var m = new MemoryStream(); await File.OpenRead(path).CopyToAsync(m); return Encoding.UTF8.GetString(m.GetBuffer(), 0, 4000);", false)]
    [InlineData("using var m = new MemoryStream(); m.Write(new byte[10]); return Encoding.UTF8.GetString(m.ToArray());", false)]
    [InlineData("using var r = new StringReader(File.ReadAllText(path)); return r.ReadLine();", false)]
    [InlineData("return new StringBuilder().Append(File.ReadAllText(path), 0, 4000).ToString();", false)]
    [InlineData("using var r = new BinaryReader(File.OpenRead(path)); return new string(r.ReadChars(4000));", false)]
    public void Streams_readers_and_writers(string body, bool unbounded) => Assert.Equal(unbounded, Unbounded(body));

    [Theory]
    [InlineData("using var r = new StreamReader(store.Open()); return r.ReadToEnd();", true)]
    [InlineData("var s = store.Open(); using var r = new StreamReader(s); return await r.ReadToEndAsync();", true)]
    [InlineData("using var r = new StreamReader(await store.OpenAsync().ConfigureAwait(false)); return r.ReadToEnd();", true)]
    [InlineData("using var r = new StreamReader(Stream.Synchronized(store.Open())); return r.ReadToEnd();", true)]
    [InlineData("using var r = new StreamReader(store.Open()); return r.ReadLine();", false)]
    [InlineData("using var r = new StreamReader(Nothing()); return r.ReadToEnd();", false)]
    [InlineData("using var r = new StreamReader(store.Note()); return r.ReadToEnd();", false)]
    [InlineData("var s = store.Open(); s = Nothing(); using var r = new StreamReader(s); return r.ReadToEnd();", false)]
    [InlineData("using var r = new StringReader(store.Text()); return r.ReadToEnd();", false)]
    public void A_stream_that_others_give_is_as_long_as_they_like(string body, bool unbounded) => Assert.Equal(unbounded, new FlowCompilation(
        """
        public interface IStore { Stream Open(); Task<Stream> OpenAsync(); MemoryStream Note(); string Text(); }
        static Stream Nothing() => new MemoryStream();
        static async Task<string> M(IStore store) { await Task.Yield();
        """ + body + "\n}",
        Usings).IsUnbounded("M"));

    [Fact]
    public void A_helper_that_reads_one_line_gives_one_line()
    {
        var flow = new FlowCompilation("""
            static string Line(TextReader reader) => reader.ReadLine();
            static string First(string path) => Line(File.OpenText(path));
            static string Every(string path) { var reader = File.OpenText(path); var s = new StringBuilder(); while (reader.ReadLine() is { } line) s.Append(line); return s.ToString(); }
            """);
        Assert.False(flow.IsUnbounded("First"));
        Assert.True(flow.IsUnbounded("Every"));
    }

    [Theory]
    [InlineData("File.ReadAllText(path).Trim().ToLowerInvariant().Replace(\"a\", \"b\").PadLeft(3)")]
    [InlineData("Regex.Replace(File.ReadAllText(path), \"<.*?>\", \"\")")]
    [InlineData("System.Net.WebUtility.HtmlDecode(File.ReadAllText(path))")]
    [InlineData("Uri.EscapeDataString(File.ReadAllText(path))")]
    [InlineData("Encoding.UTF8.GetString(Convert.FromBase64String(File.ReadAllText(path)))")]
    [InlineData("FormattableString.Invariant($\"a {File.ReadAllText(path)}\")")]
    [InlineData("File.ReadAllText(path).AsSpan().Trim().ToString()")]
    [InlineData("File.ReadAllText(path).AsSpan(20).ToString()")]
    [InlineData("new string(File.ReadAllText(path).AsSpan()[20..])")]
    [InlineData("string.Concat(File.ReadAllText(path).Split(' ').Reverse())")]
    [InlineData("string.Join(\" \", Regex.Matches(File.ReadAllText(path), \"a\").Select(m => m.Value))")]
    [InlineData("Convert.ToString((object)File.ReadAllText(path))")]
    [InlineData("System.Text.Encodings.Web.JavaScriptEncoder.Default.Encode(File.ReadAllText(path))")]
    public void Text_follows_its_input(string text) => Assert.True(Unbounded("return " + text + ";"));

    [Theory]
    [InlineData("File.ReadAllText(path).AsSpan(0, 4000).Trim().ToString()")]
    [InlineData("File.ReadAllText(path).AsSpan()[..4000].ToString()")]
    [InlineData("File.ReadAllText(path).AsSpan().Slice(0, n).ToString()")]
    [InlineData("File.ReadAllText(path).AsMemory(0, 4000).ToString()")]
    [InlineData("File.ReadAllText(path).Split(' ')[0]")]
    [InlineData("string.Join(\" \", File.ReadAllText(path).Split(' ').Take(20))")]
    [InlineData("string.Concat(File.ReadAllText(path).Take(4000))")]
    [InlineData("new string(File.ReadAllText(path).Chunk(4000).First())")]
    [InlineData("Regex.Match(File.ReadAllText(path), \"a\").Value")]
    [InlineData("Regex.Matches(File.ReadAllText(path), \"a\").Count.ToString()")]
    [InlineData("File.ReadAllText(path).Contains(\"a\").ToString()")]
    [InlineData("File.ReadAllLines(path).ToList().ToString()")]
    public void A_part_of_a_text_is_small(string text) => Assert.False(Unbounded("return " + text + ";"));

    [Theory]
    [InlineData("lines.Append(\"x\").Distinct().OrderBy(l => l).Reverse()")]
    [InlineData("lines.Chunk(3).Select(c => c[0])")]
    [InlineData("lines.Zip(File.ReadAllLines(other)).Select(p => p.First)")]
    [InlineData("lines.GroupBy(l => l.Length).Select(g => g.First())")]
    [InlineData("lines.Index().Select(p => p.Item)")]
    [InlineData("lines.SkipWhile(l => l == \"\").TakeWhile(l => l != \"\")")]
    [InlineData("lines.Except(new[] { \"a\" })")]
    [InlineData("lines.UnionBy(new[] { \"a\" }, l => l.Length)")]
    [InlineData("lines.ToDictionary(l => l).Keys")]
    [InlineData("lines.ToLookup(l => l.Length).SelectMany(g => g)")]
    [InlineData("lines.ToImmutableList().Add(\"a\")")]
    [InlineData("lines.ToImmutableArray()")]
    [InlineData("lines.AsParallel().Select(l => l.Trim()).ToList()")]
    [InlineData("Array.ConvertAll(lines, l => l.Trim())")]
    [InlineData("lines.ToList().FindAll(l => l != \"\")")]
    [InlineData("lines.ToList().ConvertAll(l => l.Trim())")]
    [InlineData("new[] { lines.Aggregate((a, b) => a + b) }")]
    [InlineData("new[] { lines.Aggregate(new StringBuilder(), (s, l) => s.AppendLine(l)).ToString() }")]
    [InlineData("await lines.ToAsyncEnumerable().Where(l => l != \"\").ToListAsync()")]
    public void A_sequence_stays_as_long_as_it_is(string sequence) =>
        Assert.True(Unbounded("var lines = File.ReadAllLines(path); return string.Join(\",\", " + sequence + ");"));

    [Theory]
    [InlineData("lines.OrderBy(l => l).Take(20)")]
    [InlineData("lines.TakeLast(20)")]
    [InlineData("lines.Take(..20)")]
    [InlineData("lines.Zip(new[] { 1, 2 }).Select(p => p.First)")]
    [InlineData("lines.Intersect(new[] { \"a\" })")]
    [InlineData("lines.Chunk(20).First()")]
    [InlineData("lines.GroupBy(l => l.Length).First()")]
    [InlineData("new[] { lines.MaxBy(l => l.Length) }")]
    [InlineData("new[] { lines.Aggregate((a, b) => a.Length > b.Length ? a : b) }")]
    [InlineData("new[] { lines.ToList().Find(l => l != \"\") }")]
    [InlineData("lines.ToList().GetRange(0, 20)")]
    [InlineData("lines.ToImmutableList().GetRange(0, 20)")]
    [InlineData("lines.AsParallel().Take(20)")]
    [InlineData("await lines.ToAsyncEnumerable().Take(20).ToListAsync()")]
    [InlineData("new[] { lines.Count() }")]
    [InlineData("lines[..20]")]
    public void Some_of_a_sequence_are_few(string sequence) =>
        Assert.False(Unbounded("var lines = File.ReadAllLines(path); return string.Join(\",\", " + sequence + ");"));

    [Theory]
    [InlineData("var d = new Dictionary<string, string>(); foreach (var l in File.ReadLines(path)) d[l] = l; return string.Join(\",\", d.Values);", true)]
    [InlineData("var d = new Dictionary<string, string> { [\"a\"] = \"b\" }; d[\"c\"] = File.ReadAllText(path); return d[\"c\"];", true)]
    [InlineData("var q = new ConcurrentQueue<string>(); foreach (var l in File.ReadLines(path)) q.Enqueue(l); return string.Join(\",\", q.ToArray());", true)]
    [InlineData("var d = new Dictionary<string, string>(); foreach (var l in new[] { path, other }) d[l] = l; return string.Join(\",\", d.Values);", false)]
    [InlineData("var q = new ConcurrentQueue<string>(); foreach (var l in File.ReadLines(path).Take(9)) q.Enqueue(l); return string.Join(\",\", q.ToArray());", false)]
    public void Collections(string body, bool unbounded) => Assert.Equal(unbounded, Unbounded(body));

    [Theory]
    [InlineData("using var d = JsonDocument.Parse(File.ReadAllText(path)); return d.RootElement.GetRawText();", true)]
    [InlineData("using var d = JsonDocument.Parse(File.ReadAllText(path)); return string.Join(\",\", d.RootElement.GetProperty(\"a\").EnumerateArray().Select(e => e.GetString()));", true)]
    [InlineData("var s = new StringBuilder(); using var d = JsonDocument.Parse(File.ReadAllText(path)); foreach (var e in d.RootElement.EnumerateArray()) s.Append(e.GetProperty(\"b\").GetString()); return s.ToString();", true)]
    [InlineData("return JsonNode.Parse(File.ReadAllText(path)).ToJsonString();", true)]
    [InlineData("var s = \"\"; foreach (var e in JsonNode.Parse(File.ReadAllText(path))[\"a\"].AsArray()) s += e[\"b\"]; return s;", true)]
    [InlineData("return JsonSerializer.Serialize(JsonNode.Parse(File.ReadAllText(path)));", true)]
    [InlineData("return JsonSerializer.Serialize(JsonSerializer.Deserialize<List<Item>>(File.ReadAllText(path)));", true)]
    [InlineData("using var d = JsonDocument.Parse(File.ReadAllText(path)); return d.RootElement.GetProperty(\"a\").GetString();", false)]
    [InlineData("using var d = JsonDocument.Parse(File.ReadAllText(path)); return string.Join(\",\", d.RootElement.GetProperty(\"a\").EnumerateArray().Take(20).Select(e => e.GetString()));", false)]
    [InlineData("return JsonNode.Parse(File.ReadAllText(path))[\"a\"][0][\"text\"].ToString();", false)]
    [InlineData("return JsonNode.Parse(File.ReadAllText(path))[\"a\"].GetValue<string>();", false)]
    [InlineData("return JsonSerializer.Deserialize<Item>(File.ReadAllText(path)).Name;", false)]
    [InlineData("return JsonSerializer.Serialize(new { path, n });", false)]
    [InlineData("return JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(path)).ToString();", true)]
    [InlineData("return BinaryData.FromString(File.ReadAllText(path)).ToObjectFromJson<JsonElement>().ToString();", true)]
    [InlineData("return string.Join(\",\", JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(path)).GetProperty(\"a\").Deserialize<List<string>>());", true)]
    [InlineData("return JsonSerializer.Serialize(JsonSerializer.Deserialize<Item[]>(File.ReadAllText(path)));", true)]
    [InlineData("return JsonSerializer.Deserialize<JsonElement>(other).ToString();", false)]
    [InlineData("return JsonSerializer.Serialize(JsonSerializer.Deserialize<Item>(File.ReadAllText(path)));", false)]
    public void Json(string body, bool unbounded) => Assert.Equal(unbounded, Unbounded(body));

    [Theory]
    [InlineData("return XDocument.Load(path).ToString();", true)]
    [InlineData("return XDocument.Parse(File.ReadAllText(path)).Root.Value;", true)]
    [InlineData("return string.Join(\",\", XDocument.Load(path).Descendants(\"a\").Select(e => e.Value));", true)]
    [InlineData("var d = new XmlDocument(); d.Load(path); return d.OuterXml;", true)]
    [InlineData("var d = new XmlDocument(); d.LoadXml(File.ReadAllText(path)); return d.DocumentElement.InnerText;", true)]
    [InlineData("return XDocument.Load(path).Root.Element(\"title\").Value;", false)]
    [InlineData("return string.Join(\",\", XDocument.Load(path).Descendants(\"a\").Take(20).Select(e => e.Value));", false)]
    [InlineData("var d = new XmlDocument(); d.LoadXml(\"<a/>\"); return d.OuterXml;", false)]
    [InlineData("var d = new XmlDocument(); d.Load(path); return d.SelectSingleNode(\"//title\").InnerText;", false)]
    public void Xml(string body, bool unbounded) => Assert.Equal(unbounded, Unbounded(body));

    [Theory]
    [InlineData("return JObject.Parse(File.ReadAllText(path)).ToString();", "using Newtonsoft.Json.Linq;", "Newtonsoft.Json", true)]
    [InlineData("return string.Join(\",\", JObject.Parse(File.ReadAllText(path))[\"a\"].Children().Select(c => c[\"b\"]));", "using Newtonsoft.Json.Linq;", "Newtonsoft.Json", true)]
    [InlineData("var s = \"\"; foreach (var e in JArray.Parse(File.ReadAllText(path))) s += e[\"b\"]; return s;", "using Newtonsoft.Json.Linq;", "Newtonsoft.Json", true)]
    [InlineData("return JsonConvert.SerializeObject(JsonConvert.DeserializeObject<List<Item>>(File.ReadAllText(path)));", "using Newtonsoft.Json;", "Newtonsoft.Json", true)]
    [InlineData("return JObject.Parse(File.ReadAllText(path))[\"a\"].ToString();", "using Newtonsoft.Json.Linq;", "Newtonsoft.Json", false)]
    [InlineData("return JArray.Parse(File.ReadAllText(path))[0][\"b\"].ToString();", "using Newtonsoft.Json.Linq;", "Newtonsoft.Json", false)]
    [InlineData("return JsonConvert.DeserializeObject<Item>(File.ReadAllText(path)).Name;", "using Newtonsoft.Json;", "Newtonsoft.Json", false)]
    [InlineData("return new SerializerBuilder().Build().Serialize(File.ReadAllLines(path));", "using YamlDotNet.Serialization;", "YamlDotNet", true)]
    [InlineData("return new SerializerBuilder().Build().Serialize(new { path, n });", "using YamlDotNet.Serialization;", "YamlDotNet", false)]
    [InlineData("var d = new HtmlDocument(); d.LoadHtml(await http.GetStringAsync(path)); return d.DocumentNode.InnerText;", "using HtmlAgilityPack;", "HtmlAgilityPack", true)]
    [InlineData("return new HtmlWeb().Load(path).DocumentNode.OuterHtml;", "using HtmlAgilityPack;", "HtmlAgilityPack", true)]
    [InlineData("var d = new HtmlDocument(); d.Load(path); return string.Join(\",\", d.DocumentNode.SelectNodes(\"//a\").Select(a => a.InnerText));", "using HtmlAgilityPack;", "HtmlAgilityPack", true)]
    [InlineData("var d = new HtmlDocument(); d.LoadHtml(\"<a/>\"); return d.DocumentNode.InnerText;", "using HtmlAgilityPack;", "HtmlAgilityPack", false)]
    [InlineData("return string.Join(\",\", new HtmlWeb().Load(path).DocumentNode.SelectNodes(\"//a\").Take(20).Select(a => a.InnerText));", "using HtmlAgilityPack;", "HtmlAgilityPack", false)]
    [InlineData("return Markdown.ToHtml(File.ReadAllText(path));", "using Markdig;", "Markdig", true)]
    [InlineData("return Markdown.ToHtml(path);", "using Markdig;", "Markdig", false)]
    [InlineData("using var d = PdfDocument.Open(path); return string.Join(\"\\n\", d.GetPages().Select(p => p.Text));", "using UglyToad.PdfPig;", "UglyToad.PdfPig", true)]
    [InlineData("using var d = PdfDocument.Open(path); var s = new StringBuilder(); for (int i = 1; i <= d.NumberOfPages; i++) s.Append(d.GetPage(i).Text); return s.ToString();", "using UglyToad.PdfPig;", "UglyToad.PdfPig", true)]
    [InlineData("using var d = PdfDocument.Open(path); return d.GetPage(1).Text;", "using UglyToad.PdfPig;", "UglyToad.PdfPig", false)]
    [InlineData("using var d = PdfDocument.Open(path); return string.Join(\"\\n\", d.GetPages().Take(3).Select(p => p.Text));", "using UglyToad.PdfPig;", "UglyToad.PdfPig", false)]
    [InlineData("using var d = WordprocessingDocument.Open(path, false); return d.MainDocumentPart.Document.Body.InnerText;", "using DocumentFormat.OpenXml.Packaging;", "DocumentFormat.OpenXml", true)]
    [InlineData("using var d = WordprocessingDocument.Open(path, false); return d.MainDocumentPart.Document.Body.ChildElements[0].InnerText;", "using DocumentFormat.OpenXml.Packaging;", "DocumentFormat.OpenXml", false)]
    public void Documents_of_libraries(string body, string usings, string library, bool unbounded) =>
        Assert.Equal(unbounded, Unbounded(body, usings + "\n", library, "UglyToad.PdfPig.Core", "UglyToad.PdfPig.Tokens", "DocumentFormat.OpenXml.Framework"));

    [Theory]
    [InlineData("var t = new DataTable(); t.Load(reader); return string.Join(\",\", t.AsEnumerable().Select(r => r[0]));", true)]
    [InlineData("var t = new DataTable(); t.Load(reader); var s = new StringBuilder(); foreach (DataRow r in t.Rows) s.Append(r[0]); return s.ToString();", true)]
    [InlineData("var t = new DataTable(); t.Rows.Add(\"a\"); return string.Join(\",\", t.AsEnumerable().Select(r => r[0]));", false)]
    [InlineData("var t = new DataTable(); t.Load(reader); return string.Join(\",\", t.AsEnumerable().Take(20).Select(r => r[0]));", false)]
    public void Tables(string body, bool unbounded) => Assert.Equal(
        unbounded,
        Unbounded("System.Data.Common.DbCommand c = null; c.CommandText = \"SELECT * FROM a\"; using var reader = c.ExecuteReader();\n" + body));

    [Theory]
    [InlineData("return await Task.FromResult(File.ReadAllText(path)).WaitAsync(CancellationToken.None);", true)]
    [InlineData("return string.Concat(await Task.WhenAll(File.ReadAllTextAsync(path), File.ReadAllTextAsync(other)));", true)]
    [InlineData("var l = new Lazy<string>(() => File.ReadAllText(path)); return l.Value;", true)]
    [InlineData("return File.ReadAllTextAsync(path).ConfigureAwait(false).GetAwaiter().GetResult();", true)]
    [InlineData("return await Task.Run(() => File.ReadAllText(path)[..4000]);", false)]
    [InlineData("var l = new Lazy<string>(() => File.ReadAllText(path)[..4000]); return l.Value;", false)]
    public void Tasks_and_wrappers(string body, bool unbounded) => Assert.Equal(unbounded, Unbounded(body));
}
