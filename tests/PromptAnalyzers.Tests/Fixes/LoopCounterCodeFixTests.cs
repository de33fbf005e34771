namespace PromptAnalyzers.Tests.Fixes;

/// <summary>The loops of PA5004 get a counter, and where the program goes on with an answer, an exception without one.</summary>
public sealed class LoopCounterCodeFixTests
{
    [Fact]
    public Task A_loop_that_only_returns_throws_behind_it() => Verify.Fix(
        Members("""
            {|PA5004:while (true)|} // until done
            {
                var response = await client.GetResponseAsync(history);
                history.AddMessages(response);
                if (response.Text.Contains("DONE"))
                {
                    return response.Text;
                }
            } // end of loop
            """),
        Members("""
            for (int call = 0; call < 40; call++) // until done
            {
                var response = await client.GetResponseAsync(history);
                history.AddMessages(response);
                if (response.Text.Contains("DONE"))
                {
                    return response.Text;
                }
            } // end of loop

            throw new InvalidOperationException("No answer after 40 model calls.");
            """));

    [Fact]
    public Task A_loop_with_a_break_throws_at_the_start_of_a_round() => Verify.Fix(
        Members("""
            string answer;
            {|PA5004:while (true)|}
            {
                // Ask again.
                var response = await client.GetResponseAsync(history);
                history.AddMessages(response);
                answer = response.Text;
                if (answer.Contains("DONE"))
                {
                    break;
                }
            }

            return answer;
            """),
        Members("""
            string answer;
            for (int call = 0; ; call++)
            {
                // Ask again.
                if (call == 40)
                {
                    throw new InvalidOperationException("No answer after 40 model calls.");
                }

                var response = await client.GetResponseAsync(history);
                history.AddMessages(response);
                answer = response.Text;
                if (answer.Contains("DONE"))
                {
                    break;
                }
            }

            return answer;
            """));

    [Fact]
    public Task A_for_loop_without_a_condition_gets_one() => Verify.Fix(
        Members("""
            {|PA5004:for (;;)|}
            {
                var response = await client.GetResponseAsync(history);
                history.AddMessages(response);
                if (response.Text.Contains("DONE"))
                {
                    return response.Text;
                }
            }
            """),
        Members("""
            for (int call = 0; call < 40; call++)
            {
                var response = await client.GetResponseAsync(history);
                history.AddMessages(response);
                if (response.Text.Contains("DONE"))
                {
                    return response.Text;
                }
            }

            throw new InvalidOperationException("No answer after 40 model calls.");
            """));

    [Fact]
    public Task A_condition_is_kept_and_bracketed_if_it_must() => Verify.Fix(
        Members("""
            string text = "";
            {|PA5004:while (text.Length == 0 || text.Contains("MORE"))|}
            {
                var response = await client.GetResponseAsync(history);
                history.AddMessages(response);
                text = response.Text;
            }

            return text;
            """),
        Members("""
            string text = "";
            for (int call = 0; (text.Length == 0 || text.Contains("MORE")) && call < 40; call++)
            {
                var response = await client.GetResponseAsync(history);
                history.AddMessages(response);
                text = response.Text;
            }

            return text;
            """));

    [Fact]
    public Task A_do_loop_counts_at_its_end() => Verify.Fix(
        Members("""
            ChatResponse response;
            {|PA5004:do|}
            {
                response = await client.GetResponseAsync(history);
                history.AddMessages(response);
            }
            while (!response.Text.Contains("DONE"));

            return response.Text;
            """),
        Members("""
            ChatResponse response;
            int call = 0;
            do
            {
                response = await client.GetResponseAsync(history);
                history.AddMessages(response);
            }
            while (!response.Text.Contains("DONE") && ++call < 40);

            return response.Text;
            """));

    [Fact]
    public Task A_name_that_is_taken_is_not_taken_again() => Verify.Fix(
        Members("""
            string call = "";
            {|PA5004:while (!call.Contains("DONE"))|}
            {
                var response = await client.GetResponseAsync(history);
                history.AddMessages(response);
                call = response.Text;
            }

            return call;
            """),
        Members("""
            string call = "";
            for (int call2 = 0; !call.Contains("DONE") && call2 < 40; call2++)
            {
                var response = await client.GetResponseAsync(history);
                history.AddMessages(response);
                call = response.Text;
            }

            return call;
            """));

    [Fact]
    public Task A_lower_limit_of_ones_own_is_written() => Verify.Fix(
        Members("""
            string text = "";
            {|PA5004:while (!text.Contains("DONE"))|}
            {
                var response = await client.GetResponseAsync(history);
                history.AddMessages(response);
                text = response.Text;
            }

            return text;
            """),
        Members("""
            string text = "";
            for (int call = 0; !text.Contains("DONE") && call < 10; call++)
            {
                var response = await client.GetResponseAsync(history);
                history.AddMessages(response);
                text = response.Text;
            }

            return text;
            """),
        editorConfig: "prompt_analyzers.max_agent_iterations = 10");

    [Fact]
    public Task A_file_without_using_system_gets_the_full_name() => Verify.Fix(
        Snippet.File(WithoutUsings("""
            {|PA5004:while (true)|}
                    {
                        var response = await client.GetResponseAsync(history);
                        history.AddMessages(response);
                        if (response.Text.Contains("DONE"))
                        {
                            return response.Text;
                        }
                    }
            """)),
        Snippet.File(WithoutUsings("""
            for (int call = 0; call < 40; call++)
                    {
                        var response = await client.GetResponseAsync(history);
                        history.AddMessages(response);
                        if (response.Text.Contains("DONE"))
                        {
                            return response.Text;
                        }
                    }

                    throw new global::System.InvalidOperationException("No answer after 40 model calls.");
            """)));

    [Fact]
    public Task A_loop_that_is_no_statement_of_a_block_gets_no_throw() => Verify.NoFix(Members("""
        if (history.Count > 0)
            {|PA5004:while (true)|}
            {
                var response = await client.GetResponseAsync(history);
                history.AddMessages(response);
                if (response.Text.Contains("DONE"))
                {
                    return response.Text;
                }
            }

        return "";
        """));

    private static Snippet Members(string statements) => Snippet.Members(
        "public async Task<string> SolveAsync(List<ChatMessage> history)\n{\n    "
        + statements.ReplaceLineEndings("\n").Replace("\n\n", "\n\0\n").Replace("\n", "\n    ").Replace("    \0", "") + "\n}");

    private static string WithoutUsings(string loop) => $$"""
        using Microsoft.Extensions.AI;

        class Solver
        {
            async System.Threading.Tasks.Task<string> SolveAsync(IChatClient client, System.Collections.Generic.List<ChatMessage> history)
            {
                {{loop}}
            }
        }
        """;
}
