using Mono.Cecil;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>The allow list says nothing that is not so: neither of the host nor of the board.</summary>
public sealed class HostTypesTests
{
    public static TheoryData<string> Names => [.. HostTypes.All.Select(t => t.Name)];

    [Theory, MemberData(nameof(Names))]
    public void An_entry_is_a_type_of_the_host_and_of_the_board(string name)
    {
        Assert.NotNull(HostPlatform.Find(name));
        var nano = Nano().FirstOrDefault(t => t.FullName == name);
        Assert.NotNull(nano);

        foreach (var denied in HostTypes.Find(name)!.Denied)
        {
            var members = nano.Methods.Select(m => m.Name)
                .Concat(nano.Methods.Select(m => $"{m.Name}({string.Join(",", m.Parameters.Select(p => p.ParameterType.FullName))})"))
                .Concat(nano.Fields.Select(f => f.Name));
            Assert.Contains(denied.Member, members);
        }
    }

    private static List<TypeDefinition> Nano() =>
        [.. Directory.GetFiles(GuestCompiler.ReferenceFolder, "*.dll").SelectMany(f => ModuleDefinition.ReadModule(f).Types)];
}
