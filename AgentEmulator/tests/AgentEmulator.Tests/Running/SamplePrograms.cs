namespace AgentEmulator.Tests.Running;

/// <summary>nanoFramework programs, one for each area, that the build puts beside the tests.</summary>
internal static class SamplePrograms
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "sample-programs", name, name + ".dll");
}
