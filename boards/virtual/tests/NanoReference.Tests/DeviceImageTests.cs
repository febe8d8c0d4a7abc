using Microsoft.CodeAnalysis;
using NanoSurface;

namespace NanoReference.Tests;

/// <summary>The firmware keeps to what versions 1 and 2 of nanoFramework both run, so that a build for the device cannot break unseen.</summary>
public sealed class DeviceImageTests
{
    private static readonly ListedMembers Version1 = new(ReferenceFiles.Listed.Select(ReferenceFiles.Listing));
    private static readonly ListedMembers Version2 = new(ReferenceFiles.ListedVersion2.Select(ReferenceFiles.ListingVersion2));

    /// <summary>Used under <c>#if !NANO_V2</c> only, which the device build of version 2 leaves out.</summary>
    private static readonly string[] NotInVersion2 = ["nanoFramework.Runtime.Native.GC", "nanoFramework.Runtime.Native.GC.Run(bool)"];

    /// <summary>The firmware's own assemblies, and the framework of the tests, which has no listing of version 2.</summary>
    private static readonly string[] Own = ["ImpDevice", "DeviceFirmware", "nanoFramework.TestFramework"];

    public static TheoryData<string> Firmware => ["DeviceFirmware", "ImpDevice", "NFUnitTest"];

    [Theory]
    [MemberData(nameof(Firmware))]
    public void Firmware_uses_only_members_that_both_versions_have(string name)
    {
        using var image = File.OpenRead(ReferenceFiles.Firmware(name));
        var uses = MemberUse.In(image);
        Assert.NotEmpty(uses);
        Assert.Empty(uses.Select(u => u.Assembly).Distinct().Except(Own).Except(ReferenceFiles.ListedVersion2));
        Assert.Empty(uses.Where(u => !Own.Contains(u.Assembly) && !Version1.Has(u)).Select(u => $"{u} is not in version 1"));
        Assert.Empty(uses.Where(u => !Own.Contains(u.Assembly) && !Version2.Has(u) && !NotInVersion2.Contains(u.ToString())).Select(u => $"{u} is not in version 2"));
    }

    /// <summary>No package of version 2 can be had here; the branches for it are compiled against version 1, and what they use looked up in version 2.</summary>
    [Fact]
    public void The_branches_for_version_2_compile_and_use_only_what_it_has()
    {
        const string Symbol = "NANO_V2";
        Assert.Contains(ReferenceFiles.Sources, s => s.Value.Contains($"#if {Symbol}", StringComparison.Ordinal));
        using var device = Compiler.EmitAll("ImpDevice", OutputKind.DynamicallyLinkedLibrary, Sources("DeviceFirmware/ImpDevice/"), Symbol);
        using var firmware = Compiler.EmitAll(
            "DeviceFirmware", OutputKind.ConsoleApplication, Sources("DeviceFirmware/").Except(Sources("DeviceFirmware/ImpDevice/")), Symbol, device);
        // What HardwareTests.csproj compiles: the programs too, which are in an executable that tests cannot refer to.
        var tests = Sources("HardwareTests/").Except(Sources("HardwareTests/virtual/"))
            .Concat(Sources("DeviceFirmware/Programs/")).Concat(Sources("DeviceFirmware/SelfTests/")).Concat(Sources("DeviceFirmware/ProgramChoice.cs"));
        using var hardwareTests = Compiler.EmitAll("NFUnitTest", OutputKind.DynamicallyLinkedLibrary, tests, Symbol, device);

        foreach (var image in new[] { device, firmware, hardwareTests })
            Assert.Empty(MemberUse.In(image).Where(u => !Own.Contains(u.Assembly) && !Version2.Has(u)).Select(u => $"{u} is not in version 2"));
    }

    [Theory]
    [MemberData(nameof(Firmware))]
    public void Firmware_keeps_to_the_language_that_both_versions_run(string name)
    {
        using var image = File.OpenRead(ReferenceFiles.Firmware(name));
        Assert.Empty(DeviceLimits.Offences(image));
    }

    [Theory]
    [InlineData("object F() => nanoFramework.Runtime.Native.GC.Run(true);", "nanoFramework.Runtime.Native.GC")]
    [InlineData("object F() => nanoFramework.Runtime.Native.GC.Run(true);", "nanoFramework.Runtime.Native.GC.Run(bool)")]
    public void What_version_2_dropped_is_found(string member, string missing)
    {
        using var image = Compiler.Emit($"class Firmware {{ {member} }}");
        var uses = MemberUse.In(image);
        Assert.All(uses, u => Assert.True(Version1.Has(u), $"{u}"));
        Assert.Contains(missing, uses.Where(u => !Version2.Has(u)).Select(u => u.ToString()));
    }

    [Theory]
    [InlineData("class Pair<T> { }", "Firmware.Pair is generic")]
    [InlineData("T Same<T>(T value) => value;", "Firmware.Same is generic")]
    [InlineData("T Same<T>(T value) => value; void F() { Same(1); }", "a generic method is called")]
    [InlineData("class Pair<T> { } object F() => new Pair<int>();", "a type that is used: a generic type")]
    [InlineData("int[,] F;", "field Firmware.F: an array of several dimensions")]
    [InlineData("void F() { try { } catch (System.Exception e) when (e.Message == null) { } }", "Firmware.F has an exception filter")]
    public void What_not_every_version_runs_is_found(string member, string offence)
    {
        using var image = Compiler.Emit($"class Firmware {{ {member} }}");
        Assert.Contains(offence, DeviceLimits.Offences(image));
    }

    [Theory]
    [InlineData("public Lamp(int pin)", ".ctor(int)")]
    [InlineData("public virtual void Set(byte level, bool slowly = false)", "Set(byte, bool)")]
    [InlineData("public static bool TryParse(string s, out int result) [native]", "TryParse(string, ref int)")]
    [InlineData("[Obsolete(\"no\")] public static string Format(string format, params object[] args)", "Format(string, object[])")]
    [InlineData("public int Level { get; set; }", "get_Level() set_Level(int)")]
    [InlineData("public virtual object this[int index] { get; set; }", "get_Item(int) set_Item(int, object)")]
    [InlineData("public event System.EventHandler Changed", "add_Changed(System.EventHandler) remove_Changed(System.EventHandler)")]
    [InlineData("public static readonly string Empty", "Empty")]
    public void Lines_of_listings_are_found_by_the_names_of_metadata(string line, string keys) =>
        Assert.Equal(keys, string.Join(' ', ListedMembers.Keys(new ListedType("Home.Lamp", "public class Home.Lamp", []), line)));

    private static IEnumerable<KeyValuePair<string, string>> Sources(string folder) =>
        ReferenceFiles.Sources.Where(s => s.Key.StartsWith(folder, StringComparison.Ordinal));
}
