using System.Globalization;
using System.Text;
using VirtualBoard.Testing.Running;

namespace VirtualBoard.Testing.Mutation;

/// <summary>A mutation report as Markdown, which reads well in a terminal too.</summary>
internal static class MutationText
{
    public static string Of(MutationReport report, SourceFiles files)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            Namespaces {string.Join(", ", report.Request.Scope.Namespaces)}{Ignored(report)}; board {report.Request.Options.Board.Name}, seed {report.Request.Options.Seed}.

            {report.Verdicts.Count} of {report.Total} mutants tried, {report.Killed} killed: {report.Score:0.0} %.


            """);
        text.AppendLine("| file | mutants | killed | survived | not reached | score |");
        text.AppendLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var file in report.ByFile(files))
        {
            var verdicts = file.ToList();
            text.AppendLine(CultureInfo.InvariantCulture, $"| {file.Key} | {verdicts.Count} | {Count(verdicts, MutantOutcome.Killed)} | {Count(verdicts, MutantOutcome.Survived)} | {Count(verdicts, MutantOutcome.NotReached)} | {MutationReport.Percent(verdicts):0} % |");
        }

        var alive = report.Verdicts.Where(v => v.Outcome != MutantOutcome.Killed).ToList();
        if (alive.Count > 0)
            text.AppendLine().AppendLine("Alive:").AppendLine();
        foreach (var (mutant, outcome, _) in alive)
        {
            var place = mutant.File is { } file ? $"{MutationReport.Short(files.Resolve(file))}:{mutant.Line}" : $"{mutant.Method} IL_{mutant.Offset:x4}";
            var reached = outcome == MutantOutcome.NotReached ? " (no test gets there)" : "";
            text.AppendLine(CultureInfo.InvariantCulture, $"- {mutant.Number}: {place} {mutant.Change}{reached}");
        }

        return text.ToString();
    }

    private static string Ignored(MutationReport report) =>
        report.Request.Scope.IgnoredCalls is { Count: > 0 } calls ? $" without calls of {string.Join(", ", calls)}" : "";

    private static int Count(IEnumerable<MutantVerdict> verdicts, MutantOutcome outcome) => verdicts.Count(v => v.Outcome == outcome);
}
