namespace PromptAnalyzers.Rules.Prompts;

/// <summary>What a constant prompt template does with its arguments (Semantic Kernel, Handlebars, Liquid).</summary>
internal static class PromptTemplate
{
    private static readonly char[] Separators = " \t\r\n()~".ToCharArray();

    /// <summary>
    /// True when the argument itself becomes text: <c>{{$name}}</c>, <c>{{name}}</c>, <c>{{#each name}}</c>. In
    /// <c>{{Plugin.Summarize $name}}</c> a function decides what the model sees.
    /// </summary>
    public static bool Renders(string template, string name)
    {
        for (int open = template.IndexOf("{{", StringComparison.Ordinal); open >= 0; open = template.IndexOf("{{", open + 2, StringComparison.Ordinal))
        {
            int close = template.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                return false;
            }

            var words = template.Substring(open + 2, close - open - 2).Split(Separators, StringSplitOptions.RemoveEmptyEntries);
            bool isBlock = words.Length > 0 && words[0][0] is '#' or '%';
            for (int i = 0; i < words.Length && (i == 0 || isBlock); i++)
            {
                if (Names(words[i], name))
                {
                    return true;
                }
            }
        }

        // Liquid loops: {% for message in history %}.
        return template.IndexOf("{%", StringComparison.Ordinal) >= 0 && template.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0;
    }

    private static bool Names(string word, string name)
    {
        word = word.TrimStart('$', '{').TrimEnd('}', '%');
        int dot = word.IndexOf('.');
        return string.Equals(dot > 0 ? word.Substring(0, dot) : word, name, StringComparison.OrdinalIgnoreCase);
    }
}
