using AgentEmulator.Cli;
using VirtualBoard.Testing.Discovery;
using VirtualBoard.Testing.Running;

namespace AgentEmulator.HardwareTesting;

/// <summary>The tests of an assembly by the names that the launcher gives them; none when there is no assembly to read.</summary>
internal sealed class KnownTests
{
    private readonly Dictionary<string, TestCase> _tests = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fixtures = new(StringComparer.Ordinal);

    private KnownTests(IReadOnlyList<TestCase> tests, SourceFiles files)
    {
        Files = files;
        var all = new List<TestCase>();
        foreach (var test in tests)
        {
            // The launcher counts data rows, and gives a method without any the number 0. Overloads, and what two classes inherit
            // from one, have the same name there: one result stands for all of them.
            if (_tests.TryAdd($"{test.Method.DeclaringType}.{test.Method.Name}.{test.RowNumber}", test))
                all.Add(test);
            foreach (var fixture in test.Class.Setups.Concat(test.Class.Cleanups))
                _fixtures.Add($"{fixture.DeclaringType}.{fixture.Name}");
        }

        All = all;
    }

    /// <summary>Gets what is known when no assembly is at hand: nothing.</summary>
    public static KnownTests None { get; } = new([], new SourceFiles(Environment.CurrentDirectory));

    /// <summary>Gets the tests in the order in which the launcher runs them.</summary>
    public IReadOnlyList<TestCase> All { get; }

    /// <summary>Gets what finds source files on this computer.</summary>
    public SourceFiles Files { get; }

    /// <summary>Reads the tests of an assembly that lies beside an image or was built with it.</summary>
    /// <exception cref="UsageException">The file is no assembly.</exception>
    public static KnownTests Of(string? assembly)
    {
        if (assembly is null)
            return None;
        try
        {
            return new KnownTests(TestAssemblyReader.Read(assembly).Tests, new SourceFiles(Path.GetDirectoryName(Path.GetFullPath(assembly))!));
        }
        catch (TestAssemblyException e)
        {
            throw new UsageException(e.Message, e);
        }
    }

    /// <summary>Finds a test by the launcher's name for it; null when it is not known.</summary>
    public TestCase? Find(string launcherName) => _tests.GetValueOrDefault(launcherName);

    /// <summary>Says whether a result counts. The launcher reports setup and cleanup methods as if they were tests: when one returns
    /// that is no test, when one fails somebody has to see it.</summary>
    public bool Counts(LauncherLine.Result result) =>
        result.Outcome == BoardTestOutcome.Failed || _tests.ContainsKey(result.Name) || !_fixtures.Contains(WithoutNumber(result.Name));

    /// <summary>Makes the result of a test that the board reported.</summary>
    public BoardTestResult Report(LauncherLine.Result result, string output) => Find(result.Name) is { } test
        ? Of(test, result.Outcome, result.Message, result.Duration, output)
        : Unknown(result, output);

    /// <summary>Makes the result of a known test.</summary>
    public BoardTestResult Of(TestCase test, BoardTestOutcome outcome, string? message, TimeSpan duration, string output) => new(
        test.Class.FullName,
        test.DisplayName,
        outcome,
        message,
        duration,
        output,
        test.Method.Location is { } location ? Files.Resolve(location.File) : null,
        test.Method.Location?.FirstLine);

    private static BoardTestResult Unknown(LauncherLine.Result result, string output)
    {
        var method = WithoutNumber(result.Name);
        var dot = method.LastIndexOf('.');
        return new BoardTestResult(
            dot < 0 ? method : method[..dot], result.Name, result.Outcome, result.Message, result.Duration, output, null, null);
    }

    private static string WithoutNumber(string launcherName) => launcherName[..launcherName.LastIndexOf('.')];
}
