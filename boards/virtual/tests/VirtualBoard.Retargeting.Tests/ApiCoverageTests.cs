using System.Reflection;
using Mono.Cecil;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Loading;
using VirtualBoard.Retargeting.Pipeline;
using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>
/// The real VirtualBoard.NanoApi against the whole public surface of the board's assemblies: each type and member is implemented, mapped
/// to .NET, or denied with a reason.
/// </summary>
public sealed class ApiCoverageTests(ITestOutputHelper output)
{
    /// <summary>What firmware cannot use on a virtual board. Each has a reason, which firmware that uses it is told; nothing else may be missing.</summary>
    private static readonly string[] Denied =
    [
        "System.Array..ctor()",
        "System.Delegate..ctor()",
        "System.MulticastDelegate..ctor()",
        "System.Reflection.Assembly.Load(System.Byte[])",
        "System.Runtime.CompilerServices.RuntimeHelpers.get_OffsetToStringData()",
        "System.Runtime.Remoting.RemotingServices",
        "System.RuntimeArgumentHandle",
        "System.TypedReference",
    ];

    /// <summary>And what besides only v2 runs.</summary>
    private static readonly string[] DeniedOnV1 =
        ["System.Action`1", "System.Action`2", "System.EventHandler`1", "System.Func`1", "System.Func`2", "System.Func`3"];

    [Theory, InlineData(NanoVersion.V1), InlineData(NanoVersion.V2)]
    public void Everything_is_implemented_mapped_to_dotnet_or_denied_with_a_reason(NanoVersion version)
    {
        var verdicts = Verdicts(version);
        string[] denied = [.. Denied.Concat(version == NanoVersion.V1 ? DeniedOnV1 : []).Order(StringComparer.Ordinal)];

        foreach (var kind in verdicts.GroupBy(v => v.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
            output.WriteLine($"{kind.Key}: {kind.Count(v => v.IsType)} types, {kind.Count(v => !v.IsType)} members");
        foreach (var verdict in verdicts.Where(v => v.Why is not null))
            output.WriteLine($"denied: {verdict.What}: {verdict.Why}");
        Assert.Equal(denied, verdicts.Where(v => v.Why is not null).Select(v => v.What).Order(StringComparer.Ordinal));
        Assert.Equal([], verdicts.Where(v => v.Why is not null && !v.HasReason).Select(v => $"{v.What}: {v.Why}"));
    }

    /// <summary>A type that is there under the right name must be the right type.</summary>
    [Fact]
    public void Every_type_that_is_offered_can_stand_in_for_the_boards()
    {
        Assert.Equal([], Verdicts(NanoVersion.V2).Where(v => v.IsOfferedType && v.Why is not null).Select(v => $"{v.What}: {v.Why}"));
    }

    [Fact]
    public void A_program_that_uses_a_bit_of_everything_is_accepted()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "guests", "LanguageTour.dll");

        FirmwareImage.Load(path, new RetargetOptions { ReferenceFolder = GuestCompiler.ReferenceFolder }).Dispose();
    }

    private static List<Verdict> Verdicts(NanoVersion version)
    {
        var framework = Directory.GetFiles(GuestCompiler.ReferenceFolder, "*.dll")
            .Select(f => new SourceFile(f, Path.GetFileNameWithoutExtension(f), File.ReadAllBytes(f), null))
            .ToDictionary(f => f.Name, StringComparer.Ordinal);
        using var resolver = new FirmwareResolver(new FirmwareSources([], framework));
        var nanoApi = new NanoApiAssembly(Assembly.Load("VirtualBoard.NanoApi"));
        var api = new ApiMap(nanoApi, version, resolver.Metadata.FindNano);
        var result = new List<Verdict>();
        foreach (var name in framework.Keys.Order(StringComparer.Ordinal))
        {
            foreach (var type in resolver.Resolve(new AssemblyNameReference(name, null)).MainModule.GetTypes().Where(IsVisible))
                Add(api, nanoApi, type, result);
        }

        return result;
    }

    private static void Add(ApiMap api, NanoApiAssembly nanoApi, TypeDefinition type, List<Verdict> result)
    {
        var verdict = api.Judge(type);
        var isOffered = nanoApi.Find(type.FullName.Replace('/', '+')) is not null || HostTypes.Find(type.FullName) is not null;
        result.Add(new Verdict(Describe.Type(type), Kind(verdict), (verdict as TypeVerdict.Refused)?.Why, HostTypes.IsDenied(type.FullName) || type.HasGenericParameters, true, isOffered));
        if (verdict is not TypeVerdict.Target target)
            return;

        foreach (var method in type.Methods.Where(m => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly))
            result.Add(Member(Describe.Method(method), api.Judge(method, target), target, type, method.Name, method.Parameters));
        foreach (var field in type.Fields.Where(f => (f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly) && !f.HasConstant))
            result.Add(Member(Describe.Field(field), api.Judge(field, target, write: !field.IsInitOnly), target, type, field.Name, []));
    }

    private static Verdict Member(
        string what, MemberVerdict verdict, TypeVerdict.Target target, TypeDefinition type, string name, IEnumerable<ParameterDefinition> parameters)
    {
        var kind = verdict switch
        {
            MemberVerdict.Refused => "denied",
            MemberVerdict.Replace => "mapped",
            _ => target.IsNanoApi ? "implemented" : ".NET's own",
        };
        var reason = HostTypes.DeniesMember(type.FullName, name, parameters.Select(p => p.ParameterType.FullName));
        return new Verdict(what, kind, (verdict as MemberVerdict.Refused)?.Why, reason is not null);
    }

    private static string Kind(TypeVerdict verdict) => verdict switch
    {
        TypeVerdict.Target { IsNanoApi: true } => "implemented",
        TypeVerdict.Target => ".NET's own",
        _ => "denied",
    };

    private static bool IsVisible(TypeDefinition type) =>
        type.IsPublic || (type.IsNestedPublic && IsVisible(type.DeclaringType));

    private sealed record Verdict(string What, string Kind, string? Why, bool HasReason, bool IsType = false, bool IsOfferedType = false);
}
