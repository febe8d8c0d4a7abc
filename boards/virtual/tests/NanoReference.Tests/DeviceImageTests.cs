using NanoSurface;

namespace NanoReference.Tests;

/// <summary>The firmware keeps to what versions 1 and 2 of nanoFramework both run, so that a build for the device cannot break unseen.</summary>
public sealed class DeviceImageTests
{
    private static readonly ListedMembers Version1 = new(ReferenceFiles.Listed.Select(ReferenceFiles.Listing));
    private static readonly ListedMembers Version2 = new(ReferenceFiles.ListedVersion2.Select(ReferenceFiles.ListingVersion2));

    public static TheoryData<string> Firmware => ["DeviceFirmware", "ImpDevice", "NFUnitTest"];

    [Theory]
    [MemberData(nameof(Firmware))]
    public void Firmware_uses_only_members_that_both_versions_have(string name)
    {
        using var image = File.OpenRead(ReferenceFiles.Firmware(name));
        var uses = MemberUse.In(image);
        Assert.NotEmpty(uses);
        // Its own assemblies, and the framework of the tests, which has no listing of version 2.
        string[] own = ["ImpDevice", "DeviceFirmware", "nanoFramework.TestFramework"];
        Assert.Empty(uses.Select(u => u.Assembly).Distinct().Except(own).Except(ReferenceFiles.ListedVersion2));
        Assert.Empty(uses.Where(u => !own.Contains(u.Assembly) && !Version1.Has(u)).Select(u => $"{u} is not in version 1"));
        Assert.Empty(uses.Where(u => !own.Contains(u.Assembly) && !Version2.Has(u)).Select(u => $"{u} is not in version 2"));
    }

    [Theory]
    [MemberData(nameof(Firmware))]
    public void Firmware_keeps_to_the_language_that_both_versions_run(string name)
    {
        using var image = File.OpenRead(ReferenceFiles.Firmware(name));
        Assert.Empty(DeviceLimits.Offences(image));
    }

    [Theory]
    [InlineData("object F() => new System.SpanByte(new byte[1]).ToArray();", "System.SpanByte")]
    [InlineData("object F() { System.SpanByte bytes = new byte[4]; return bytes.Length; }", "System.SpanByte.get_Length()")]
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
}
