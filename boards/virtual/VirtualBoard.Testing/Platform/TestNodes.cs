using Microsoft.Testing.Extensions.TrxReport.Abstractions;
using Microsoft.Testing.Platform.Extensions.Messages;
using VirtualBoard.Testing.Discovery;
using VirtualBoard.Testing.Running;

namespace VirtualBoard.Testing.Platform;

/// <summary>Tests and their results in the platform's terms.</summary>
internal sealed class TestNodes(TestAssembly assembly, SourceFiles files, ReplayCommand? replay, TimeProvider clock)
{
    public TestNode Discovered(TestCase test) => Node(test, DiscoveredTestNodeStateProperty.CachedInstance);

    public TestNode InProgress(TestCase test) => Node(test, InProgressTestNodeStateProperty.CachedInstance);

    public TestNode Ended(TestCase test, TestResult result)
    {
        var node = Node(test, State(result, test.Class));
        AddDetails(node, test.Class, result);
        return node;
    }

    /// <summary>A node of its own for what is no test and yet failed.</summary>
    public TestNode CleanupFailed(TestClass testClass, TestMethod cleanup, TestResult result)
    {
        var node = Node(new TestCase(testClass, cleanup), State(result, testClass));
        AddDetails(node, testClass, result);
        return node;
    }

    /// <summary>The node that tells why no test ran at all.</summary>
    public TestNode Broken(Exception exception) => new()
    {
        Uid = assembly.Path,
        DisplayName = assembly.Name,
        Properties = new PropertyBag(
            new ErrorTestNodeStateProperty(new BoardException(exception.Message, null), exception.Message),
            new TrxFullyQualifiedTypeNameProperty(assembly.Name),
            new TrxExceptionProperty(exception.Message, null)),
    };

    private TestNode Node(TestCase test, TestNodeStateProperty state)
    {
        var properties = new PropertyBag(
            state,
            new TestMethodIdentifierProperty(
                assembly.FullName,
                test.Class.Namespace,
                test.Class.Name,
                test.Method.Name,
                0,
                [.. test.Method.ParameterTypes],
                test.Method.ReturnType),
            new TrxFullyQualifiedTypeNameProperty(test.Class.FullName));
        if (test.Method.Location is { } at)
        {
            properties.Add(new TestFileLocationProperty(
                files.Resolve(at.File), new LinePositionSpan(new LinePosition(at.FirstLine, 0), new LinePosition(at.LastLine, 0))));
        }

        return new TestNode { Uid = test.Uid, DisplayName = test.DisplayName, Properties = properties };
    }

    private TestNodeStateProperty State(TestResult result, TestClass testClass)
    {
        if (!result.IsFailure)
        {
            return result.Outcome == TestOutcome.Skipped
                ? new SkippedTestNodeStateProperty(result.Message ?? "")
                : PassedTestNodeStateProperty.CachedInstance;
        }

        // Also what hung or was not run: the platform's other states show the host's exception instead of the board's message.
        var message = Message(result, testClass);
        return new FailedTestNodeStateProperty(new BoardException(message, result.StackTrace), message);
    }

    private string Message(TestResult result, TestClass testClass) =>
        replay is null ? result.Message ?? "" : $"{result.Message}{Environment.NewLine}Replay: {replay.For(assembly, testClass)}";

    private void AddDetails(TestNode node, TestClass testClass, TestResult result)
    {
        // Durations are board time, as the device's launcher reports them; when it happened is the host's.
        var end = clock.GetUtcNow();
        node.Properties.Add(new TimingProperty(new TimingInfo(end - result.Duration, end, result.Duration)));
        var messages = new List<TrxMessage>();
        if (result.Output.Length > 0)
        {
            node.Properties.Add(new StandardOutputProperty(result.Output));
            messages.Add(new StandardOutputTrxMessage(result.Output));
        }

        if (result.IsFailure)
            node.Properties.Add(new TrxExceptionProperty(Message(result, testClass), result.StackTrace));
        node.Properties.Add(new TrxMessagesProperty([.. messages]));
    }
}
