using Microsoft.CodeAnalysis;
using PromptAnalyzers.Flow;

namespace PromptAnalyzers.Rules.Prompts;

/// <summary>PA3001: the content of a file reaches a prompt with nothing on the way that bounds it.</summary>
internal sealed class FileContentInPromptRule : IPromptContentRule
{
    public DiagnosticDescriptor Descriptor => Descriptors.FileContentInPrompt;

    public bool Reports(Origin origin, FlowEngine engine, CancellationToken cancellationToken) =>
        origin.Kind == OriginKind.File && !TemplateFiles.IsTemplate(origin.Source, engine, cancellationToken);
}
