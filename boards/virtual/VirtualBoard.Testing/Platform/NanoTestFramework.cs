using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Extensions.TestFramework;
using Microsoft.Testing.Platform.Requests;
using VirtualBoard.Retargeting;
using VirtualBoard.Testing.Discovery;
using VirtualBoard.Testing.Running;

namespace VirtualBoard.Testing.Platform;

/// <summary>Tests of nanoFramework.TestFramework, on virtual boards, for Microsoft.Testing.Platform.</summary>
internal sealed class NanoTestFramework(
    string assemblyPath, string program, TestOptions options, BoardCatalog boards, StopSignal stop, TimeProvider clock)
    : TestExtension("nanoFramework on virtual boards", "Runs tests of nanoFramework.TestFramework on virtual boards."),
        ITestFramework, IDataProducer
{
    public Type[] DataTypesProduced => [typeof(TestNodeUpdateMessage)];

    public Task<CreateTestSessionResult> CreateTestSessionAsync(CreateTestSessionContext context) =>
        Task.FromResult(new CreateTestSessionResult { IsSuccess = true });

    public Task<CloseTestSessionResult> CloseTestSessionAsync(CloseTestSessionContext context) =>
        Task.FromResult(new CloseTestSessionResult { IsSuccess = true });

    public async Task ExecuteRequestAsync(ExecuteRequestContext context)
    {
        try
        {
            var request = (TestExecutionRequest)context.Request;
            var assembly = TestAssemblyReader.Read(assemblyPath);
            var tests = TestFilter.Select(assembly, request.Filter).ToList();
            if (request is DiscoverTestExecutionRequest)
                await DiscoverAsync(context, request, assembly, tests).ConfigureAwait(false);
            else
                await RunAsync(context, request, assembly, tests).ConfigureAwait(false);
        }
        finally
        {
            context.Complete();
        }
    }

    private async Task DiscoverAsync(
        ExecuteRequestContext context, TestExecutionRequest request, TestAssembly assembly, IEnumerable<TestCase> tests)
    {
        var nodes = new TestNodes(assembly, Files, null, clock);
        foreach (var test in tests)
            await PublishAsync(context, request, nodes.Discovered(test)).ConfigureAwait(false);
    }

    private async Task RunAsync(
        ExecuteRequestContext context, TestExecutionRequest request, TestAssembly assembly, List<TestCase> tests)
    {
        if (tests.Count == 0)
            return;
        var run = new RunOptions(boards.Load(options.BoardName), options.SeedNumber, options.TimeLimit);
        var nodes = new TestNodes(assembly, Files, new ReplayCommand(program, options.BoardName, run.Seed), clock);
        FirmwareImage image;
        try
        {
            image = FirmwareImage.LoadLibrary(assembly.Path);
        }
        catch (RetargetException e)
        {
            await PublishAsync(context, request, nodes.Broken(e)).ConfigureAwait(false);
            return;
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stop.Token);
        var channel = new NodeChannel(nodes);
        var running = new TestRun(image, run, Files, channel).RunAsync(tests, ends.Token);
        _ = running.ContinueWith(done => channel.Complete(done.Exception), TaskScheduler.Default);
        await foreach (var node in channel.ReadAllAsync().ConfigureAwait(false))
            await PublishAsync(context, request, node).ConfigureAwait(false);
        await running.ConfigureAwait(false);
        image.Dispose();
    }

    private SourceFiles Files { get; } = new(Path.GetDirectoryName(program)!);

    private Task PublishAsync(ExecuteRequestContext context, TestExecutionRequest request, TestNode node) =>
        context.MessageBus.PublishAsync(this, new TestNodeUpdateMessage(request.Session.SessionUid, node));
}
