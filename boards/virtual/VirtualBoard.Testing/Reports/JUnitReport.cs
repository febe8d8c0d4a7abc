using Microsoft.Testing.Platform.Builder;
using Microsoft.Testing.Platform.Configurations;
using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Extensions.TestHost;
using Microsoft.Testing.Platform.Messages;
using Microsoft.Testing.Platform.Services;
using VirtualBoard.Testing.Platform;

namespace VirtualBoard.Testing.Reports;

/// <summary>Collects results and writes them as a JUnit file at the end, when option --report-junit asks for it.</summary>
internal sealed class JUnitReport(TestOptions options, IConfiguration configuration, IMessageBus messages, string programName)
    : TestExtension("JUnit report", "Writes test results as JUnit XML."), IDataConsumer, IDataProducer, ITestSessionLifetimeHandler
{
    private readonly List<JUnitCase> _cases = [];

    public Type[] DataTypesConsumed => [typeof(TestNodeUpdateMessage)];

    public Type[] DataTypesProduced => [typeof(SessionFileArtifact)];

    public static void AddTo(ITestApplicationBuilder builder, string programName)
    {
        var factory = new CompositeExtensionFactory<JUnitReport>(services => new JUnitReport(
            new TestOptions(services.GetCommandLineOptions(), Environment.GetEnvironmentVariable),
            services.GetConfiguration(),
            services.GetMessageBus(),
            programName));
        builder.TestHost.AddDataConsumer(factory);
        builder.TestHost.AddTestSessionLifetimeHandler(factory);
    }

    public override Task<bool> IsEnabledAsync() => Task.FromResult(options.WantsJUnit);

    public Task OnTestSessionStartingAsync(ITestSessionContext testSessionContext) => Task.CompletedTask;

    public Task ConsumeAsync(IDataProducer dataProducer, IData value, CancellationToken cancellationToken)
    {
        if (JUnitCase.Of(((TestNodeUpdateMessage)value).TestNode) is { } ended)
            _cases.Add(ended);
        return Task.CompletedTask;
    }

    public async Task OnTestSessionFinishingAsync(ITestSessionContext testSessionContext)
    {
        var path = Path.GetFullPath(options.JUnitFile ?? $"{programName}.junit.xml", configuration.GetTestResultDirectory());
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var file = File.Create(path))
            JUnitXml.Write(file, programName, _cases);
        await messages.PublishAsync(this, new SessionFileArtifact(testSessionContext.SessionUid, new FileInfo(path), DisplayName)).ConfigureAwait(false);
    }
}
