using Mono.Cecil;
using Mono.Cecil.Cil;

namespace VirtualBoard.Retargeting.Pipeline;

/// <summary>Where in firmware something was found.</summary>
/// <param name="Assembly">Simple name of the assembly.</param>
/// <param name="Member">Full name of the method, field or type.</param>
/// <param name="Method">The method, when it is in one.</param>
/// <param name="Instruction">The instruction, when it is at one.</param>
internal readonly record struct Site(
    string Assembly, string Member, MethodDefinition? Method = null, Instruction? Instruction = null)
{
    public static Site Of(TypeDefinition type) => new(type.Module.Assembly.Name.Name, Describe.Type(type));

    public static Site Of(FieldDefinition field) => new(field.Module.Assembly.Name.Name, Describe.Field(field));

    public static Site Of(MethodDefinition method) => new(method.Module.Assembly.Name.Name, Describe.Method(method), method);

    public Site At(Instruction instruction) => this with { Instruction = instruction };
}

/// <summary>Collects everything that stands against running the firmware, so that a developer sees all of it at once.</summary>
internal sealed class IssueLog
{
    private readonly HashSet<RetargetIssue> _seen = [];
    private readonly List<RetargetIssue> _issues = [];

    public IReadOnlyList<RetargetIssue> Issues => _issues;

    public void Add(Site site, string what, string why)
    {
        var issue = new RetargetIssue(site.Assembly, site.Member, site.Instruction?.Offset, what, why, Source(site));
        if (_seen.Add(issue))
            _issues.Add(issue);
    }

    private static string? Source(Site site)
    {
        if (site.Method is not { HasBody: true } method || !method.DebugInformation.HasSequencePoints)
            return null;

        // The statement an instruction belongs to begins at the last visible sequence point before it.
        var offset = site.Instruction?.Offset ?? 0;
        var points = method.DebugInformation.SequencePoints.Where(p => !p.IsHidden).ToList();
        var point = points.LastOrDefault(p => p.Offset <= offset) ?? points.FirstOrDefault();
        return point is null ? null : $"{FileName(point.Document.Url)}:{point.StartLine}";
    }

    // Built on another system perhaps, so either separator may be used.
    private static string FileName(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}
