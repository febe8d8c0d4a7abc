using System.Reflection;
using Mono.Cecil;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Loading;
using VirtualBoard.Retargeting.Pipeline;
using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>The real VirtualBoard.NanoApi against the whole public surface of the board's assemblies.</summary>
public sealed class ApiCoverageTests
{
    private static readonly HashSet<string> Known =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "api-gaps.txt")).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// What firmware can name but the virtual board does not have is on a list, so that nothing goes missing unnoticed. What has come
    /// to be available may be struck off it at any time.
    /// </summary>
    [Fact]
    public void What_is_not_available_is_known()
    {
        Assert.Equal([], Verdicts().Where(v => v.Why is not null && !Known.Contains(v.What)).Select(v => $"{v.What}: {v.Why}"));
    }

    /// <summary>A type that is there under the right name must be the right type.</summary>
    [Fact]
    public void Every_type_that_is_offered_can_stand_in_for_the_boards()
    {
        Assert.Equal([], Verdicts().Where(v => v.IsOfferedType && v.Why is not null).Select(v => $"{v.What}: {v.Why}"));
    }

    [Fact]
    public void A_program_that_uses_a_bit_of_everything_is_refused_for_what_is_known_alone()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "guests", "LanguageTour.dll");

        var refusal = Record.Exception(() => FirmwareImage.Load(path, new RetargetOptions { ReferenceFolder = GuestCompiler.ReferenceFolder }).Dispose());

        if (refusal is not null)
            Assert.All(Assert.IsType<RetargetException>(refusal).Issues, i => Assert.Contains(i.What, Known));
    }

    private static List<Verdict> Verdicts()
    {
        var framework = Directory.GetFiles(GuestCompiler.ReferenceFolder, "*.dll")
            .Select(f => new SourceFile(f, Path.GetFileNameWithoutExtension(f), File.ReadAllBytes(f), null))
            .ToDictionary(f => f.Name, StringComparer.Ordinal);
        using var resolver = new FirmwareResolver(new FirmwareSources([], framework));
        var nanoApi = new NanoApiAssembly(Assembly.Load("VirtualBoard.NanoApi"));
        var api = new ApiMap(nanoApi, NanoVersion.V2, resolver.Metadata.FindNano);
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
        result.Add(new Verdict(Describe.Type(type), (verdict as TypeVerdict.Refused)?.Why, isOffered));
        if (verdict is not TypeVerdict.Target target)
            return;

        foreach (var method in type.Methods.Where(m => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly))
            result.Add(new Verdict(Describe.Method(method), (api.Judge(method, target) as MemberVerdict.Refused)?.Why));
        foreach (var field in type.Fields.Where(f => (f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly) && !f.HasConstant))
            result.Add(new Verdict(Describe.Field(field), (api.Judge(field, target, write: !field.IsInitOnly) as MemberVerdict.Refused)?.Why));
    }

    private static bool IsVisible(TypeDefinition type) =>
        type.IsPublic || (type.IsNestedPublic && IsVisible(type.DeclaringType));

    private sealed record Verdict(string What, string? Why, bool IsOfferedType = false);
}
