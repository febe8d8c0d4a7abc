using System.Threading.Channels;
using Microsoft.Testing.Platform.Extensions.Messages;
using VirtualBoard.Testing.Discovery;
using VirtualBoard.Testing.Running;

namespace VirtualBoard.Testing.Platform;

/// <summary>Carries results from the threads of the boards to the one that talks to the platform.</summary>
internal sealed class NodeChannel(TestNodes nodes) : ITestObserver
{
    private readonly Channel<TestNode> _channel = Channel.CreateUnbounded<TestNode>();

    public IAsyncEnumerable<TestNode> ReadAllAsync() => _channel.Reader.ReadAllAsync();

    public void Started(TestCase test) => Write(nodes.InProgress(test));

    public void Ended(TestCase test, TestResult result) => Write(nodes.Ended(test, result));

    public void CleanupFailed(TestClass testClass, TestMethod cleanup, TestResult result) =>
        Write(nodes.CleanupFailed(testClass, cleanup, result));

    /// <summary>There will be no more; the reader gets the error after what is there.</summary>
    public void Complete(Exception? error) => _channel.Writer.Complete(error);

    private void Write(TestNode node) => _channel.Writer.TryWrite(node);
}
