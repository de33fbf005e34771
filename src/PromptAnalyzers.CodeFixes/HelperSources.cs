namespace PromptAnalyzers.CodeFixes;

/// <summary>The helper methods that fixes put into a file, written with "\n" and four blanks.</summary>
internal static class HelperSources
{
    public const string TextClass = "PromptText";
    public const string HistoryClass = "PromptHistory";

    // Substring and no Range: the text must be the same for every target of a multi-targeted project.
    public const string Truncate = """
        /// <summary>Cuts text to at most maxLength characters, never inside a surrogate pair, and says that it did.</summary>
        public static string Truncate(string text, int maxLength)
        {
            if (text.Length <= maxLength)
            {
                return text;
            }

            string marker = $"... [truncated, {text.Length} characters in all]";
            if (marker.Length >= maxLength)
            {
                marker = "";
            }

            int end = maxLength - marker.Length;
            if (end > 0 && char.IsHighSurrogate(text[end - 1]))
            {
                end--;
            }

            return text.Substring(0, end) + marker;
        }
        """;

    public const string TruncateMiddle = """
        /// <summary>Keeps the first 40 % and the last 60 % of at most maxLength characters, because errors stand at the end, and says what it did.</summary>
        public static string TruncateMiddle(string text, int maxLength)
        {
            if (text.Length <= maxLength)
            {
                return text;
            }

            string marker = $" ... [truncated, {text.Length} characters in all] ... ";
            if (marker.Length >= maxLength)
            {
                marker = "";
            }

            int head = (maxLength - marker.Length) / 5 * 2;
            int tail = maxLength - marker.Length - head;
            if (head > 0 && char.IsHighSurrogate(text[head - 1]))
            {
                head--;
            }

            if (tail > 0 && char.IsLowSurrogate(text[text.Length - tail]))
            {
                tail--;
            }

            return text.Substring(0, head) + marker + text.Substring(text.Length - tail, tail);
        }
        """;

    public const string Chunks = """
        /// <summary>Splits text into pieces of at most size characters, never inside a surrogate pair.</summary>
        public static IEnumerable<string> Chunks(string text, int size)
        {
            int start = 0;
            while (start < text.Length)
            {
                int length = Math.Min(size, text.Length - start);
                if (length > 1 && start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
                {
                    length--;
                }

                yield return text.Substring(start, length);
                start += length;
            }
        }
        """;

    /// <summary>The shape of all Trim methods; <see cref="Trim"/> fills in how a message type tells its role.</summary>
    public const string TrimTemplate = """
        /// <summary>Keeps system messages and the latest turns; cuts only before a user message, so no tool result loses its call.</summary>
        public static void Trim(HISTORY history, int maxMessages)
        {
            int cut = history.Count - maxMessages;
            while (cut > 0 && cut < history.Count && NOT_USER(history[cut]))
            {
                cut++;
            }

            if (cut >= history.Count)
            {
                // The current turn stays, however long it is.
                cut = history.Count - 1;
                while (cut > 0 && NOT_USER(history[cut]))
                {
                    cut--;
                }
            }

            for (int i = cut - 1; i >= 0; i--)
            {
                if (REMOVABLE(history[i]))
                {
                    history.RemoveAt(i);
                }
            }
        }
        """;

    /// <summary>A shortened copy, where the list itself has to stay whole.</summary>
    /// <param name="historyType">The type of the list.</param>
    public static string Recent(string historyType, string trim) =>
        """
        /// <summary>A copy with the system messages and the latest turns; see TRIM.</summary>
        public static HISTORY Recent(HISTORY history, int maxMessages)
        {
            var recent = new HISTORY(history);
            TRIM(recent, maxMessages);
            return recent;
        }
        """.Replace("\r\n", "\n").Replace("HISTORY", historyType).Replace("TRIM", trim);

    /// <summary>The nullable variant: null stays null, and non-null callers still get a non-null result.</summary>
    public static string AsNullable(string truncate) =>
        AsNullTolerant(truncate)
            .Replace("public static string ", "[return: global::System.Diagnostics.CodeAnalysis.NotNullIfNotNull(\"text\")]\npublic static string? ")
            .Replace("(string text", "(string? text");

    /// <summary>The variant for code without nullable annotations, where nothing tells that the text is not null.</summary>
    public static string AsNullTolerant(string truncate) =>
        truncate.Replace("if (text.Length <= maxLength)", "if (text is null || text.Length <= maxLength)");

    /// <summary>A Trim for one kind of history.</summary>
    /// <param name="historyType">The type of the parameter.</param>
    /// <param name="notUser">Tells that <c>{0}</c> is no user message.</param>
    /// <param name="removable">Tells that <c>{0}</c> may be removed.</param>
    public static string Trim(string historyType, string notUser, string removable) =>
        TrimTemplate
            .Replace("\r\n", "\n")
            .Replace("HISTORY", historyType)
            .Replace("NOT_USER(history[cut])", notUser.Replace("{0}", "history[cut]"))
            .Replace("REMOVABLE(history[i])", removable.Replace("{0}", "history[i]"));
}
