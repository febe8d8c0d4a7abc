using System.Diagnostics;

namespace VirtualBoard.Testing.Tests.Support;

/// <summary>A test program of the folder guests, run as a process of its own.</summary>
internal sealed class TestProgram
{
    private static readonly string[] Inherited = ["TESTINGPLATFORM_", "NF_", "XUNIT_"];

    private readonly string _dll;
    private readonly string _results;

    public TestProgram(string name, string results)
    {
        _dll = Path.Combine(FolderOf(name), $"{name}.dll");
        _results = results;
    }

    /// <summary>The nanoFramework assembly that the build put beside a program.</summary>
    public static string NanoAssembly(string name) => Path.Combine(FolderOf(name), "nano", "NFUnitTest.dll");

    /// <summary>Runs it and waits for its end.</summary>
    public Task<TestProgramRun> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    /// <summary>Runs it with more environment variables.</summary>
    public async Task<TestProgramRun> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        // A command comes first; the options of the testing platform are none of its own.
        string[] platform = arguments.FirstOrDefault() == "mutate" ? [] : ["--results-directory", _results, "--no-ansi", "--no-progress"];
        foreach (var argument in (string[])[_dll, .. platform, .. arguments])
            start.ArgumentList.Add(argument);
        // This process is a test program itself: what its own runner told it is not meant for the child.
        foreach (var name in start.Environment.Keys.Where(k => Inherited.Any(p => k.StartsWith(p, StringComparison.Ordinal))).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new TestProgramRun(process.ExitCode, await output + await errors);
    }

    /// <summary>Guests are built in the same configuration as this assembly, into bin folders of the same form.</summary>
    private static string FolderOf(string name)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var tests = here.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(tests.FullName, "guests", name, "bin", here.Parent.Name, here.Name);
    }
}

/// <summary>The end of a run.</summary>
/// <param name="ExitCode">Exit code.</param>
/// <param name="Output">What it printed.</param>
internal sealed record TestProgramRun(int ExitCode, string Output);
