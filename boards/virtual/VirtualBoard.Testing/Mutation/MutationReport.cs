using System.Text.Json;
using VirtualBoard.Testing.Running;

namespace VirtualBoard.Testing.Mutation;

/// <summary>What came out.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Verdicts">By number of the mutant.</param>
/// <param name="Total">How many mutants there are, tried or not.</param>
/// <param name="Interrupted">Whether it ended early.</param>
internal sealed record MutationReport(MutationRequest Request, IReadOnlyList<MutantVerdict> Verdicts, int Total, bool Interrupted)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Killed of all that were tried, in percent; what no test reaches counts as alive.</summary>
    public double Score => Percent(Verdicts);

    public int Killed => Verdicts.Count(v => v.Outcome == MutantOutcome.Killed);

    public static double Percent(IReadOnlyCollection<MutantVerdict> verdicts) =>
        verdicts.Count == 0 ? 100 : 100.0 * verdicts.Count(v => v.Outcome == MutantOutcome.Killed) / verdicts.Count;

    public IEnumerable<IGrouping<string, MutantVerdict>> ByFile(SourceFiles files) =>
        Verdicts.GroupBy(v => v.Mutant.File is { } file ? Short(files.Resolve(file)) : "?").OrderBy(g => g.Key, StringComparer.Ordinal);

    public string ToJson(SourceFiles files) => JsonSerializer.Serialize(
        new
        {
            Mutants = Total,
            Tried = Verdicts.Count,
            Killed,
            Survived = Verdicts.Count(v => v.Outcome == MutantOutcome.Survived),
            NotReached = Verdicts.Count(v => v.Outcome == MutantOutcome.NotReached),
            Score = Math.Round(Score, 1),
            Request.Options.Seed,
            Board = Request.Options.Board.Name,
            Interrupted,
            Alive = Verdicts.Where(v => v.Outcome != MutantOutcome.Killed).Select(v => new
            {
                v.Mutant.Number,
                File = v.Mutant.File is { } file ? Short(files.Resolve(file)) : null,
                v.Mutant.Line,
                v.Mutant.Method,
                v.Mutant.Change,
                Reached = v.Outcome == MutantOutcome.Survived,
            }),
        },
        Json);

    /// <summary>A path as one writes it from where one stands.</summary>
    public static string Short(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? path : relative).Replace('\\', '/');
    }
}
