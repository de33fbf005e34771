using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptAnalyzers.Flow;

/// <summary>
/// Content objects that carry data of some media type: an image, a sound, a document. Providers scale those and count
/// them by other rules than characters, and half of one is broken, so only a type that says text makes a text of them.
/// </summary>
internal static class MediaContent
{
    private const string DataScheme = "data:";

    private static readonly ImmutableHashSet<string> TextSubtypes = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "json", "xml", "yaml", "x-yaml", "toml", "x-ndjson", "jsonl", "javascript", "ecmascript", "typescript", "sql", "graphql", "csv", "markdown");

    /// <summary>True for a constructor that takes a media type, unless the type is known to be one of text.</summary>
    public static bool IsBinary(IObjectCreationOperation creation, BodyIndex index)
    {
        var type = creation.Arguments.FirstOrDefault(static a => a.Parameter?.Name is "mediaType" or "mimeType" or "contentType");
        if (type is null)
        {
            return false;
        }

        // Without a type the address has it: data:text/plain;base64,...
        string? name = type.Value.ConstantValue is { HasValue: true, Value: null }
            ? TypeInAddress(creation.Arguments.FirstOrDefault(static a => a.Parameter?.Name == "uri")?.Value, index)
            : type.Value.ConstantValue.Value as string;
        return !IsText(name);
    }

    private static bool IsText(string? mediaType)
    {
        mediaType = mediaType?.Split(';')[0].Trim();
        int slash = mediaType?.IndexOf('/') ?? -1;
        if (slash < 0)
        {
            return false;
        }

        string subtype = mediaType!.Substring(slash + 1);
        return mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || (mediaType.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
                && (TextSubtypes.Contains(subtype)
                    || subtype.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
                    || subtype.EndsWith("+xml", StringComparison.OrdinalIgnoreCase)
                    || subtype.EndsWith("+yaml", StringComparison.OrdinalIgnoreCase)));
    }

    private static string? TypeInAddress(IOperation? address, BodyIndex index)
    {
        address = address is null ? null : index.ValueBehind(address);
        while (address is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, ConstantValue.HasValue: false } sum)
        {
            address = OperationFacts.Unwrap(sum.LeftOperand);
        }

        string? start = address is IInterpolatedStringOperation { Parts: { Length: > 0 } parts }
            ? (parts[0] as IInterpolatedStringTextOperation)?.Text.ConstantValue.Value as string
            : address?.ConstantValue.Value as string;
        int end = start?.IndexOfAny(new[] { ';', ',' }) ?? -1;
        return end > 0 && start!.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase) ? start.Substring(DataScheme.Length, end - DataScheme.Length) : null;
    }
}
