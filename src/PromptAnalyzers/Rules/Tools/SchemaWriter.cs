using System.Text;
using Microsoft.CodeAnalysis;
using PromptAnalyzers.Flow;
using PromptAnalyzers.Frameworks;

namespace PromptAnalyzers.Rules.Tools;

/// <summary>Writes the JSON schema of a method's parameters as SDKs do: types down through records, enums and collections.</summary>
internal sealed class SchemaWriter
{
    // Far above every limit: a schema that is longer is too long whatever follows.
    private const int MostCharacters = 400_000;
    private const int MaxDepth = 32;

    private readonly InjectedParameters _injected;
    private readonly StringBuilder _text = new();
    private readonly HashSet<ITypeSymbol> _open = new(SymbolEqualityComparer.Default);

    public SchemaWriter(ApiFacts facts) => _injected = new InjectedParameters(facts);

    /// <summary>The text of a [Description], empty without one.</summary>
    public static string DescriptionOf(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "DescriptionAttribute" } type && type.ContainingNamespace.ToDisplayString() == "System.ComponentModel"
                && attribute.ConstructorArguments is { Length: 1 } arguments && arguments[0].Value is string text)
            {
                return text;
            }
        }

        return "";
    }

    public string Parameters(IMethodSymbol method)
    {
        _text.Append("{\"type\":\"object\",\"properties\":{");
        string comma = "";
        var required = new List<string>();
        foreach (var parameter in method.Parameters)
        {
            if (_injected.Contains(parameter))
            {
                continue;
            }

            _text.Append(comma);
            Property(parameter.Name, DescriptionOf(parameter), parameter.Type, 0);
            comma = ",";
            if (!parameter.IsOptional)
            {
                required.Add(parameter.Name);
            }
        }

        _text.Append('}');
        if (required.Count > 0)
        {
            _text.Append(",\"required\":[\"").Append(string.Join("\",\"", required)).Append("\"]");
        }

        return _text.Append('}').ToString();
    }

    private void Property(string name, string description, ITypeSymbol type, int depth)
    {
        _text.Append('"').Append(name).Append("\":{");
        if (description.Length > 0)
        {
            _text.Append("\"description\":\"").Append(description).Append("\",");
        }

        Body(type, depth);
        _text.Append('}');
    }

    private void Body(ITypeSymbol type, int depth)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        if (_text.Length > MostCharacters || depth > MaxDepth)
        {
            return;
        }

        switch (type)
        {
            case { TypeKind: TypeKind.Enum }:
                _text.Append("\"enum\":[\"").Append(string.Join("\",\"", type.GetMembers().OfType<IFieldSymbol>().Select(static f => f.Name))).Append("\"]");
                break;
            case { SpecialType: SpecialType.System_Boolean }:
                _text.Append("\"type\":\"boolean\"");
                break;
            case { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 }:
                _text.Append("\"type\":\"integer\"");
                break;
            case { SpecialType: SpecialType.System_Decimal or SpecialType.System_Single or SpecialType.System_Double }:
                _text.Append("\"type\":\"number\"");
                break;
            case var _ when OperationFacts.IsSmall(type):
                _text.Append("\"type\":\"string\",\"format\":\"date-time\"");
                break;
            case { SpecialType: SpecialType.System_String or SpecialType.System_Char or SpecialType.System_Object }:
            case { TypeKind: TypeKind.TypeParameter or TypeKind.Delegate or TypeKind.Error or TypeKind.Dynamic }:
                _text.Append("\"type\":\"string\"");
                break;
            case var _ when OperationFacts.IsCollection(type):
                Collection(type, depth);
                break;
            case var _ when ChatHistories.IsBaseLibrary(type):
                _text.Append("\"type\":\"string\",\"format\":\"uri\"");
                break;
            default:
                Object(type, depth);
                break;
        }
    }

    private void Collection(ITypeSymbol type, int depth)
    {
        var elements = type is IArrayTypeSymbol array ? new[] { array.ElementType } : (type as INamedTypeSymbol)?.TypeArguments.ToArray() ?? Array.Empty<ITypeSymbol>();
        _text.Append(elements.Length > 1 ? "\"type\":\"object\",\"additionalProperties\":{" : "\"type\":\"array\",\"items\":{");
        if (elements.Length > 0)
        {
            Body(elements[elements.Length - 1], depth + 1);
        }

        _text.Append('}');
    }

    private void Object(ITypeSymbol type, int depth)
    {
        if (!_open.Add(type))
        {
            _text.Append("\"$ref\":\"#/properties/").Append(type.Name).Append('"');
            return;
        }

        _text.Append("\"type\":\"object\",\"properties\":{");
        string comma = "";
        for (ITypeSymbol? each = type; each is not null && each.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); each = each.BaseType)
        {
            foreach (var property in each.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null, OverriddenProperty: null }
                    && !property.GetAttributes().Any(static a => a.AttributeClass?.Name == "JsonIgnoreAttribute"))
                {
                    _text.Append(comma);
                    Property(property.Name, DescriptionOf(property, type), property.Type, depth + 1);
                    comma = ",";
                }
            }
        }

        _text.Append('}');
        _open.Remove(type);
    }

    /// <summary>That of the property, or of the parameter of the primary constructor that it comes from.</summary>
    private static string DescriptionOf(IPropertySymbol property, ITypeSymbol type)
    {
        string own = DescriptionOf(property);
        if (own.Length > 0 || type is not INamedTypeSymbol { IsRecord: true } record)
        {
            return own;
        }

        return record.InstanceConstructors.SelectMany(static c => c.Parameters).Where(p => p.Name == property.Name).Select(DescriptionOf).FirstOrDefault(static d => d.Length > 0) ?? "";
    }
}
