namespace PromptAnalyzers.Tests.Oracle;

/// <content>Every form alone, between the content of a file and a prompt: what random programs are made of.</content>
internal sealed partial class ProgramGenerator
{
    public IReadOnlyList<OracleProgram> EachFormAlone()
    {
        var programs = new List<OracleProgram>();
        foreach (string form in SourceForms)
        {
            AddText(form, () => SourceText("1"));
        }

        foreach (string form in PassForms)
        {
            AddText(form, () => Wrapped("pass", PassForms, 1));
        }

        foreach (string form in CutForms)
        {
            AddText(form, () => Wrapped("cut", CutForms, 1, "2_000"));
        }

        foreach (string form in FakeCutForms)
        {
            AddText(form, () => Wrapped("fake cut", FakeCutForms, 1, "5_000_000"));
        }

        foreach (string form in InlineForms)
        {
            AddText(form, VariableCut);
        }

        foreach (string form in LineSourceForms)
        {
            AddText(form, () => new Node("str", "join", "string.Join(\"\\n\", ", LineSource("1"), ")"));
        }

        foreach (string form in LinkForms)
        {
            AddText(form, () => new Node("str", "join", "string.Join(\"\\n\", ", Linked(LineSource("1")), ")"));
        }

        foreach (string form in SequenceForms)
        {
            AddText(form, () => new Node("str", "of sequence: " + form, Fill(form, "", LineSource("1"))));
        }

        foreach (string form in Helpers)
        {
            AddText(form, () => Helper(Name("Help"), 1));
        }

        foreach (string form in SourceHelpers)
        {
            AddText(form, () => SourceHelper(Name("Help"), "1"));
        }

        foreach (string form in Guards)
        {
            Add(form, () => Guard(Guards, "guard"));
        }

        foreach (string form in FakeGuards)
        {
            Add(form, () => Guard(FakeGuards, "fake guard"));
        }

        foreach (string form in Collectors)
        {
            Add(form, () => Collector(LineSource("1")));
        }

        foreach (string form in Readers)
        {
            Add(form, () => Reader("1"));
        }

        foreach (string form in ObjectForms)
        {
            Add(form, ObjectStatement);
        }

        foreach (var carrier in HelperStatements)
        {
            forcedCarrier = carrier;
            Add("", HelperStatement);
            forcedCarrier = null;
        }

        foreach (string form in SinkForms)
        {
            Add(form, () => new Node("stmt", "", ";"));
        }

        foreach (string form in AskForms)
        {
            Add(form, () => new Node("stmt", "", ";"), "/*sink#*/await Ask#(VALUE);");
        }

        forced = null;
        return programs;

        void AddText(string form, Func<Node> make) => Add(form, () =>
        {
            var value = make();
            scope.Texts.Add("result");
            return new Node("stmt", "", "string result = ", value, ";");
        });

        void Add(string form, Func<Node> make, string? sink = null)
        {
            Start(programs.Count);
            nextSource = Contents.Count;
            scope.Texts.AddRange(["s", "t"]);
            forced = form;
            var first = new Node("stmt", "", "string s = File.ReadAllText(path0), t = \"other\";");
            var statement = make();
            // The result is sent: a new variable, or the first one changed.
            string result = scope.Texts.Count > 2 ? scope.Texts[^1] : "s";
            scope = new Scope { Texts = [result], IsAsync = true, CanSend = true };
            forced = sink is null ? form : null;
            var send = sink is null ? Send() : SendOf(sink, form);
            members.Insert(0, new Node("member", "", "public async Task RunAsync()\n{\nawait Task.CompletedTask;\n", Node.List("stmts", [first, statement, send]), "}"));
            programs.Add(new OracleProgram(programs.Count * 4, Node.List("members", members)));
        }
    }
}
