namespace PromptAnalyzers.Rules;

/// <summary>
/// About how many tokens a text is. An estimate and honest about it: the text is cut into runs as tokenizers of the
/// o200k family cut it, and each run costs what such runs cost on average. The costs were fitted on one half of 400 texts
/// and tried on the other half (docs/decisions/0009-token-estimate.md); no tokenizer is shipped.
/// </summary>
internal static class TokenEstimate
{
    // Thousandths of a token. Whole numbers, so that every machine gives the same answer.
    private const int Word = 910;
    private const int LetterOfLongWord = 350;
    private const int WesternAccentedWord = 1_350;
    private const int WesternAccentedLetter = 40;
    private const int EasternAccentedLetter = 480;
    private const int GreekOrCyrillicLetter = 255;
    private const int OtherLetter = 400;
    private const int Han = 865;
    private const int Kana = 655;
    private const int Hangul = 690;
    private const int DigitGroup = 1_550;
    private const int Punctuation = 690;
    private const int MorePunctuation = 165;
    private const int Surrogate = 750;
    private const int LineEnd = 845;
    private const int Indentation = 535;

    // Common words up to this length are one token.
    private const int ShortWord = 7;
    private const int DigitsOfGroup = 3;

    /// <summary>The estimate; within 15 % on average, within 35 % for nearly every text of a hundred words and more.</summary>
    public static int Of(string text)
    {
        long thousandths = 0;
        int position = 0;
        while (position < text.Length)
        {
            char first = text[position];
            int start = position;
            if (IsAlphabetic(first))
            {
                thousandths += OfWord(text, ref position);
            }
            else if (char.IsLetter(first))
            {
                thousandths += OfLetter(first);
                position++;
            }
            else if (char.IsDigit(first))
            {
                Skip(text, ref position, char.IsDigit);
                thousandths += (position - start + DigitsOfGroup - 1) / DigitsOfGroup * DigitGroup;
            }
            else if (char.IsWhiteSpace(first))
            {
                thousandths += OfSpace(text, ref position);
            }
            else if (char.IsSurrogate(first))
            {
                thousandths += Surrogate;
                position++;
            }
            else
            {
                Skip(text, ref position, static c => !char.IsLetterOrDigit(c) && !char.IsWhiteSpace(c) && !char.IsSurrogate(c));
                thousandths += Punctuation + ((position - start - 1) * MorePunctuation);
            }
        }

        return (int)Math.Min(int.MaxValue, (thousandths + 500) / 1_000);
    }

    /// <summary>Capitals with the small letters behind them: "HttpClient" is two words, "SCHEMA" and "Schema" are one.</summary>
    private static int OfWord(string text, ref int position)
    {
        int start = position;
        Skip(text, ref position, static c => IsAlphabetic(c) && char.IsUpper(c));
        Skip(text, ref position, static c => IsAlphabetic(c) && !char.IsUpper(c));
        int length = position - start;
        char strangest = text[start];
        for (int i = start; i < position; i++)
        {
            strangest = text[i] > strangest ? text[i] : strangest;
        }

        return strangest switch
        {
            < '\u0080' => Word + (Math.Max(0, length - ShortWord) * LetterOfLongWord),
            < '\u0100' => WesternAccentedWord + (length * WesternAccentedLetter),
            < '\u0250' => length * EasternAccentedLetter,
            _ => length * GreekOrCyrillicLetter,
        };
    }

    private static int OfLetter(char letter) => letter switch
    {
        >= '\u3040' and <= '\u30FF' => Kana,
        >= '\u3400' and <= '\u9FFF' => Han,
        >= '\uAC00' and <= '\uD7AF' => Hangul,
        _ => OtherLetter,
    };

    /// <summary>A single blank belongs to the word behind it.</summary>
    private static int OfSpace(string text, ref int position)
    {
        int start = position;
        Skip(text, ref position, char.IsWhiteSpace);
        int lineEnd = text.LastIndexOfAny(LineEnds, position - 1, position - start);
        int blanks = position - (lineEnd < 0 ? start : lineEnd + 1);
        return (lineEnd < 0 ? 0 : LineEnd) + (blanks > 1 ? Indentation : 0);
    }

    private static readonly char[] LineEnds = { '\n', '\r' };

    private static void Skip(string text, ref int position, Func<char, bool> belongs)
    {
        while (position < text.Length && belongs(text[position]))
        {
            position++;
        }
    }

    /// <summary>Scripts with capitals and spaces between the words: Latin, Greek, Cyrillic, Armenian.</summary>
    private static bool IsAlphabetic(char c) => c < '\u0590' && char.IsLetter(c);
}
