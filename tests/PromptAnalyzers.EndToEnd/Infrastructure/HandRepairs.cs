namespace PromptAnalyzers.EndToEnd.Infrastructure;

/// <summary>
/// What no fix can repair is repaired by hand, in a region whose name tells why:
/// <code>
/// #region By hand: ...
/// #endregion
/// </code>
/// Everything outside of such regions has to be what our fixes write.
/// </summary>
internal static class HandRepairs
{
    private const string Start = "#region By hand: ";
    private const string End = "#endregion";
    private const int MostAnchorLines = 3;

    /// <summary>
    /// The text that the fixes wrote, with the hand-made regions of the repaired file in place of what stands there. A
    /// region finds its place by the lines before and after it; it is dropped when the fixes have learnt to write the same.
    /// </summary>
    public static string Apply(string file, string fixedText, string repairedText)
    {
        string[] source = Lines(fixedText);
        string[] repaired = Lines(repairedText);
        var result = new List<string>();
        int taken = 0;
        int keptFrom = 0;
        while (Find(repaired, keptFrom, Start) is >= 0 and var start)
        {
            int end = Find(repaired, start, End);
            Assert.True(end >= 0, $"{file}: a region by hand has no end.");
            int nextRegion = Find(repaired, end, Start);

            int cutFrom = IndexAfter(source, taken, repaired[keptFrom..start]);
            int cutTo = cutFrom < 0 ? -1 : IndexBefore(source, cutFrom, repaired[(end + 1)..(nextRegion < 0 ? repaired.Length : nextRegion)]);
            Assert.True(
                cutTo >= 0,
                $"{file}: the fixes now write something else around the region in line {start + 1}. "
                + $"Put it by hand into what they write:\n{fixedText}");

            result.AddRange(source[taken..cutFrom]);
            bool isNeeded = !source[cutFrom..cutTo].SequenceEqual(repaired[(start + 1)..end]);
            result.AddRange(isNeeded ? repaired[start..(end + 1)] : source[cutFrom..cutTo]);
            taken = cutTo;
            keptFrom = end + 1;
        }

        result.AddRange(source[taken..]);
        return string.Join('\n', result);
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static int Find(string[] lines, int from, string start) =>
        Array.FindIndex(lines, from, line => line.TrimStart().StartsWith(start, StringComparison.Ordinal));

    /// <summary>The place after the last lines of what is kept before a region; fewer lines when a fix has changed some.</summary>
    private static int IndexAfter(string[] source, int from, string[] kept)
    {
        for (int count = Math.Min(MostAnchorLines, kept.Length); count > 0; count--)
        {
            int index = IndexOf(source, from, kept[^count..]);
            if (index >= 0)
            {
                return index + count;
            }
        }

        return -1;
    }

    private static int IndexBefore(string[] source, int from, string[] kept)
    {
        for (int count = Math.Min(MostAnchorLines, kept.Length); count > 0; count--)
        {
            int index = IndexOf(source, from, kept[..count]);
            if (index >= 0)
            {
                return index;
            }
        }

        return -1;
    }

    private static int IndexOf(string[] source, int from, string[] anchor)
    {
        for (int i = from; i + anchor.Length <= source.Length; i++)
        {
            if (source.AsSpan(i, anchor.Length).SequenceEqual(anchor))
            {
                return i;
            }
        }

        return -1;
    }
}
