using System.CommandLine;
using System.Globalization;
using VirtualBoard.Retargeting;
using VirtualBoard.Retargeting.Mutation;
using VirtualBoard.Testing.Discovery;
using VirtualBoard.Testing.Platform;
using VirtualBoard.Testing.Running;

namespace VirtualBoard.Testing.Mutation;

/// <summary>The command <c>mutate</c> of a test program.</summary>
internal sealed class MutateCommand
{
    /// <summary>The first word of the command line that asks for it.</summary>
    public const string Name = "mutate";

    private const string Description =
        """
        Mutation test: changes the firmware in one small place after the other, and sees whether a test notices.

        A mutant that no test notices shows a line that is not tested, or code that changes nothing. Every mutant runs against the
        tests that reach its place, on virtual boards, until one fails or does not end.

        Exit codes: 0 done, and the score is as wanted; 1 the score is below --at-least; 2 usage; 3 a test fails without any mutant,
        or the tests cannot run; 130 interrupted.
        """;

    private readonly Option<string[]> _namespaces = new("--namespace")
    {
        Description = "Namespace whose code is mutated, with all below it; repeatable.",
        HelpName = "NS",
        Required = true,
    };

    private readonly Option<string[]> _ignored = new("--ignore-calls")
    {
        Description = "Type whose calls are left as they are, with the statements they stand in, such as a log; repeatable.",
        HelpName = "TYPE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _classes = new("--test-class")
    {
        Description = "Run only test classes whose full name fits the pattern, with * and ?.",
        HelpName = "PATTERN",
    };

    private readonly Option<string> _board = new("--board")
    {
        Description = "Kind of board the tests run on.",
        HelpName = "NAME",
        DefaultValueFactory = _ => BoardCatalog.DefaultBoard,
    };

    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of the tests, and of the sample.", HelpName = "N", DefaultValueFactory = _ => 1 };

    private readonly Option<int?> _sample = new("--sample") { Description = "Try only so many mutants, drawn from the seed.", HelpName = "N" };

    private readonly Option<int?> _only = new("--only") { Description = "Try only the mutant of this number.", HelpName = "N" };

    private readonly Option<double> _atLeast = new("--at-least") { Description = "Percent of mutants that must be killed.", HelpName = "PERCENT" };

    private readonly Option<int> _jobs = new("--jobs")
    {
        Description = "How many mutants at a time.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<FileInfo?> _report = new("--report") { Description = "Write the report to FILE too, as Markdown.", HelpName = "FILE" };

    private readonly Option<bool> _json = new("--json") { Description = "Print exactly one JSON object on stdout, everything else on stderr." };

    private readonly string _assembly;
    private readonly BoardCatalog _boards;
    private readonly SourceFiles _files;
    private readonly TimeProvider _time;

    private MutateCommand(string assembly, BoardCatalog boards, SourceFiles files, TimeProvider time)
    {
        (_assembly, _boards, _files, _time) = (assembly, boards, files, time);
        foreach (var option in new Option[] { _sample, _only, _jobs })
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens.Count > 0 && !(int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number) && number > 0))
                    result.AddError($"{option.Name} takes a whole number above 0.");
            });
        }
    }

    /// <summary>Runs the command.</summary>
    /// <param name="args">What stands behind <c>mutate</c>.</param>
    /// <param name="assembly">The dll with the tests.</param>
    /// <param name="boards">The boards there are.</param>
    /// <param name="files">Finds the sources.</param>
    /// <param name="time">Measures what classes cost.</param>
    public static Task<int> RunAsync(string[] args, string assembly, BoardCatalog boards, SourceFiles files, TimeProvider time)
    {
        var mutate = new MutateCommand(assembly, boards, files, time);
        var command = new RootCommand(Description)
        {
            mutate._namespaces, mutate._ignored, mutate._classes, mutate._board, mutate._seed, mutate._sample, mutate._only, mutate._atLeast, mutate._jobs, mutate._report, mutate._json,
        };
        command.SetAction((parsed, cancel) => Task.FromResult(mutate.Run(parsed, cancel)));
        var result = command.Parse(args);
        if (result.Errors.Count == 0)
            return result.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
        foreach (var error in result.Errors)
            Console.Error.WriteLine(error.Message);
        Console.Error.WriteLine($"Run {Name} --help to see what is possible.");
        return Task.FromResult(2);
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var board = parsed.GetValue(_board)!;
        if (_boards.Refusal(board) is { } refusal)
        {
            Console.Error.WriteLine(refusal);
            return 2;
        }

        var request = new MutationRequest(
            _assembly,
            new MutationScope(parsed.GetValue(_namespaces)!) { IgnoredCalls = parsed.GetValue(_ignored)! },
            parsed.GetValue(_classes),
            new RunOptions(_boards.Load(board), parsed.GetValue(_seed), TimeSpan.FromMinutes(10)),
            parsed.GetValue(_sample),
            parsed.GetValue(_only),
            parsed.GetValue(_jobs));
        try
        {
            return Tell(Mutate(request, cancel), parsed);
        }
        catch (Exception e) when (e is MutationException or RetargetException or TestAssemblyException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return 3;
        }
    }

    private MutationReport Mutate(MutationRequest request, CancellationToken cancel)
    {
        var run = new MutationRun(request, _files, _time);
        var all = 0;
        var killed = 0;
        Console.Error.WriteLine("Running the tests without mutants, to see what they reach.");
        run.Began += count => Console.Error.WriteLine($"{all = count} mutants.");
        run.Judged += (verdict, done) =>
        {
            killed += verdict.Outcome == MutantOutcome.Killed ? 1 : 0;
            if (done % Math.Max(1, all / 20) == 0 || done == all)
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {done} of {all}, {100.0 * killed / done:0.0} % killed"));
        };
        return run.Run(cancel);
    }

    private int Tell(MutationReport report, ParseResult parsed)
    {
        var text = MutationText.Of(report, _files);
        if (parsed.GetValue(_report) is { } file)
            File.WriteAllText(file.FullName, text.ReplaceLineEndings("\n"));
        (parsed.GetValue(_json) ? Console.Error : Console.Out).Write(text);
        if (parsed.GetValue(_json))
            Console.Out.WriteLine(report.ToJson(_files));
        if (report.Interrupted)
            return 130;
        var wanted = parsed.GetValue(_atLeast);
        if (report.Score >= wanted)
            return 0;
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The score of {report.Score:0.0} % is below {wanted:0.#} %."));
        return 1;
    }
}
