using System.Text.Json;
using VirtualBoard.Testing.Tests.Support;

namespace VirtualBoard.Testing.Tests;

/// <summary>The command <c>mutate</c> of a test program.</summary>
public sealed class MutateCommandTests : IDisposable
{
    private readonly TemporaryFolder _results = new();

    private TestProgram Samples => new("SampleTests.Virtual", _results.Path);

    public void Dispose() => _results.Dispose();

    [Fact]
    public async Task Tells_what_was_killed_what_survived_and_what_no_test_reaches()
    {
        var run = await Samples.RunAsync(Mutate("--json", "--test-class", "SampleTests.MutatedTests"));

        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output[run.Output.IndexOf('{', StringComparison.Ordinal)..(run.Output.LastIndexOf('}') + 1)]);
        var root = json.RootElement;
        var alive = root.GetProperty("alive").EnumerateArray().ToList();
        Assert.Equal(root.GetProperty("mutants").GetInt32(), root.GetProperty("killed").GetInt32() + alive.Count);
        Assert.All(alive, a => Assert.EndsWith("MutatedTests.cs", a.GetProperty("file").GetString(), StringComparison.Ordinal));
        Assert.DoesNotContain(alive, a => Method(a) == "Low" && a.GetProperty("change").GetString() != "< becomes <=");
        Assert.Contains(alive, a => Method(a) == "High" && a.GetProperty("reached").GetBoolean());
        var middle = alive.Where(a => Method(a) == "Middle").ToList();
        Assert.NotEmpty(middle);
        Assert.All(middle, a => Assert.False(a.GetProperty("reached").GetBoolean()));
    }

    [Fact]
    public async Task A_score_below_the_wanted_one_is_a_failure()
    {
        var report = Path.Combine(_results.Path, "mutants.md");

        var run = await Samples.RunAsync(Mutate("--at-least", "99", "--report", report, "--test-class", "*.MutatedTests"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("is below 99 %", run.Output, StringComparison.Ordinal);
        Assert.Contains("(no test gets there)", await File.ReadAllTextAsync(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tests_that_fail_without_a_mutant_come_first()
    {
        var run = await Samples.RunAsync(Mutate("--test-class", "SampleTests.DataRowTests"));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("fails without any mutant", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--namespace", "mutate")]
    [InlineData(2, "--jobs takes a whole number above 0", "mutate", "--namespace", "SampleTests.Mutated", "--jobs", "0")]
    [InlineData(2, "There is no board 'esp8266'", "mutate", "--namespace", "SampleTests.Mutated", "--board", "esp8266")]
    [InlineData(3, "Nothing to mutate", "mutate", "--namespace", "Nobody")]
    [InlineData(3, "There is no mutant 9999", "mutate", "--namespace", "SampleTests.Mutated", "--only", "9999")]
    [InlineData(3, "No test class fits Nobody", "mutate", "--namespace", "SampleTests.Mutated", "--test-class", "Nobody")]
    public async Task What_cannot_be_done_is_said(int code, string message, params string[] arguments)
    {
        var run = await Samples.RunAsync(arguments);

        Assert.Equal(code, run.ExitCode);
        Assert.Contains(message, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }

    private static string[] Mutate(params string[] options) => ["mutate", "--namespace", "SampleTests.Mutated", .. options];

    private static string Method(JsonElement mutant) => mutant.GetProperty("method").GetString()!.Split('.', '(')[3];
}
