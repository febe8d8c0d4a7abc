namespace AgentEmulator.Tests.HardwareTesting;

/// <summary>A nanoFramework test assembly that the build puts beside the tests.</summary>
internal static class SampleTests
{
    public static string Assembly => Path.Combine(AppContext.BaseDirectory, "sample-tests", "NFUnitTest.dll");
}
