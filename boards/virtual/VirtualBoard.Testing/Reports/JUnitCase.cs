using Microsoft.Testing.Platform.Extensions.Messages;

namespace VirtualBoard.Testing.Reports;

/// <summary>Elements of a test case that did not pass.</summary>
internal enum JUnitProblem
{
    /// <summary>It passed.</summary>
    None,

    /// <summary>The test said no.</summary>
    Failure,

    /// <summary>The test could not be run to its end.</summary>
    Error,

    /// <summary>The test was skipped.</summary>
    Skipped,
}

/// <summary>One test of a JUnit report.</summary>
/// <param name="ClassName">Full name of the class.</param>
/// <param name="Name">Name within the class, with arguments.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Message">The message of it.</param>
/// <param name="Detail">Its stack trace.</param>
/// <param name="Output">What was printed.</param>
internal sealed record JUnitCase(
    string ClassName, string Name, TimeSpan Duration, JUnitProblem Problem, string Message, string Detail, string Output)
{
    /// <summary>Reads a test node; null when the test has not ended.</summary>
    public static JUnitCase? Of(TestNode node)
    {
        var state = node.Properties.SingleOrDefault<TestNodeStateProperty>();
        (JUnitProblem Problem, Exception? Exception)? end = state switch
        {
            PassedTestNodeStateProperty => (JUnitProblem.None, null),
            SkippedTestNodeStateProperty => (JUnitProblem.Skipped, null),
            FailedTestNodeStateProperty failed => (JUnitProblem.Failure, failed.Exception),
            ErrorTestNodeStateProperty error => (JUnitProblem.Error, error.Exception),
            TimeoutTestNodeStateProperty timeout => (JUnitProblem.Error, timeout.Exception),
            _ => null,
        };
        if (end is not { } ended)
            return null;
        var method = node.Properties.SingleOrDefault<TestMethodIdentifierProperty>();
        var className = method is null ? node.DisplayName : method.Namespace.Length == 0 ? method.TypeName : $"{method.Namespace}.{method.TypeName}";
        return new JUnitCase(
            className,
            node.DisplayName.StartsWith(className + ".", StringComparison.Ordinal) ? node.DisplayName[(className.Length + 1)..] : node.DisplayName,
            node.Properties.SingleOrDefault<TimingProperty>()?.GlobalTiming.Duration ?? TimeSpan.Zero,
            ended.Problem,
            state!.Explanation ?? ended.Exception?.Message ?? "",
            ended.Exception?.StackTrace ?? "",
            node.Properties.SingleOrDefault<StandardOutputProperty>()?.StandardOutput ?? "");
    }
}
