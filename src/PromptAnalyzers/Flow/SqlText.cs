using System.Collections.Immutable;
using System.Text;

namespace PromptAnalyzers.Flow;

/// <summary>What is known of the text of a query: enough to tell a whole table from a limited part.</summary>
internal sealed class SqlText
{
    // Words in the names of parameters, properties and variables that hold a limit.
    private static readonly ImmutableHashSet<string> LimitWords = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "limit", "top", "take", "max", "maximum", "page", "paging", "fetch");

    // Words that leave few rows: limits, and catalogues of the database itself.
    private static readonly ImmutableHashSet<string> FewRows = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "LIMIT", "TOP", "FETCH", "ROWNUM", "ROWCOUNT", "SAMPLE", "TABLESAMPLE", "QUALIFY",
        "SQLITE_MASTER", "SQLITE_SCHEMA", "INFORMATION_SCHEMA", "PG_CATALOG", "SYS");

    private static readonly ImmutableHashSet<string> Aggregates = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "COUNT", "SUM", "AVG", "MIN", "MAX", "EXISTS");

    // Names that end like a key and are none, alone or as the last word: is_valid, IsPaid.
    private static readonly ImmutableHashSet<string> NoKeys = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "valid", "isvalid", "invalid", "paid", "ispaid", "unpaid", "prepaid", "void", "isvoid", "bid", "grid", "hybrid", "ishybrid", "solid", "liquid", "fluid");

    private readonly StringBuilder _text = new();
    private bool _isModelText;
    private bool _hasLimitName;

    /// <summary>True when a SELECT is seen that nothing limits, or when the model writes the query.</summary>
    public bool IsUnlimited => !_hasLimitName && (_isModelText || IsUnlimitedSelect());

    public void Add(string? text) => _text.Append(text ?? "?");

    public void AddName(string name) => _hasLimitName |= IsLimitName(name);

    public void AddModelText() => _isModelText = true;

    /// <summary>True when one of the words of a name, as in <c>pageSize</c>, speaks of a limit.</summary>
    public static bool IsLimitName(string? name)
    {
        for (int i = 0, start = 0; name is not null && i <= name.Length; i++)
        {
            if (i == name.Length || name[i] == '_' || (i > start && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1])))
            {
                if (LimitWords.Contains(name.Substring(start, i - start)))
                {
                    return true;
                }

                start = i < name.Length && name[i] == '_' ? i + 1 : i;
            }
        }

        return false;
    }

    /// <summary>True for a text with a word that leaves few rows: LIMIT 10, TOP (5), FETCH NEXT 20 ROWS.</summary>
    public static bool LimitsRows(string query) => Words(query).Any(FewRows.Contains);

    private bool IsUnlimitedSelect()
    {
        var words = Words(_text.ToString());
        int select = words.FindIndex(static w => w.Equals("SELECT", StringComparison.OrdinalIgnoreCase) || w.Equals("MATCH", StringComparison.OrdinalIgnoreCase));
        if (select < 0 || words.Any(FewRows.Contains))
        {
            return false;
        }

        bool groups = words.Any(static w => w.Equals("GROUP", StringComparison.OrdinalIgnoreCase));
        return (groups || select + 1 >= words.Count || !Aggregates.Contains(words[select + 1])) && !IsLookup(words);
    }

    /// <summary>WHERE id = ...: one row.</summary>
    private static bool IsLookup(List<string> words)
    {
        for (int i = 0; i + 2 < words.Count; i++)
        {
            if (words[i + 1] == "="
                && words[i].EndsWith("id", StringComparison.OrdinalIgnoreCase)
                && !NoKeys.Contains(LastWord(words[i]))
                && words.Take(i).Any(static w => w.Equals("WHERE", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    private static string LastWord(string name)
    {
        int start = name.Length - 1;
        while (start > 0 && name[start - 1] != '_' && !(char.IsUpper(name[start]) && !char.IsUpper(name[start - 1])))
        {
            start--;
        }

        return name.Substring(start);
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool isPart = i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '_' or '@');
            if (isPart && start < 0)
            {
                start = i;
            }
            else if (!isPart && start >= 0)
            {
                words.Add(text.Substring(start, i - start));
                start = -1;
            }

            if (i < text.Length && text[i] == '=')
            {
                words.Add("=");
            }
        }

        return words;
    }
}
