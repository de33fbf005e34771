using System.Globalization;
using System.Text;

namespace ClaimsSystem;

/// <summary>Numbered insurance paragraphs of any length, the same for the same title.</summary>
internal static class Prose
{
    private static readonly string[] Subjects =
    [
        "Damage by fire, lightning and explosion", "Water that leaves a burst pipe", "A theft without signs of a break-in",
        "The loss of keys", "Hail of more than two centimetres", "A storm from force eight on", "Damage by animals",
        "The cost of an expert", "Rent while the home cannot be lived in", "A journey cut short by illness",
    ];

    private static readonly string[] Rules =
    [
        "is covered up to {0} after the excess of {1}", "is covered only when it is reported within {1} days",
        "is excluded unless clause {1} was agreed", "is paid at the value of the day, at most {0}",
        "counts as one event for {1} hours", "needs two estimates from {0} upwards",
    ];

    public static string Write(string title, int characters)
    {
        var text = new StringBuilder(title).Append('\n');
        int seed = title.Sum(letter => letter);
        for (int paragraph = 1; text.Length < characters; paragraph++)
        {
            int n = seed + paragraph;
            string rule = string.Format(CultureInfo.InvariantCulture, Rules[n * 7 % Rules.Length], (n % 40 + 1) * 500, n % 28 + 2);
            text.Append(CultureInfo.InvariantCulture, $"{paragraph}. {Subjects[n * 3 % Subjects.Length]} {rule}.\n");
        }

        return text.ToString(0, characters);
    }
}
