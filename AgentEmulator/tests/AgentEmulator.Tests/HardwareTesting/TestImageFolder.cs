using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.HardwareTesting;

/// <summary>The output folder of a device build, as far as an image needs it.</summary>
internal sealed class TestImageFolder
{
    public TestImageFolder(params string[] leftOut)
    {
        foreach (var name in new[] { "nanoFramework.UnitTestLauncher", "NFUnitTest", "mscorlib", "nanoFramework.TestFramework", "ImpDevice" })
        {
            if (!leftOut.Contains(name))
                Add(name, "NFMRK2");
        }
    }

    public string Path { get; } = TestFolders.Create("image-").FullName;

    /// <summary>Adds an assembly: its marker, then its name.</summary>
    public void Add(string name, string marker) => File.WriteAllText(System.IO.Path.Combine(Path, $"{name}.pe"), $"{marker}:{name}");
}
