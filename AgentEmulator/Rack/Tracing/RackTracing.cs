using System.CommandLine;
using AgentEmulator.Cli;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AgentEmulator.Rack.Tracing;

/// <summary>Where traces of activations go.</summary>
internal static class RackTracing
{
    /// <summary>The option that asks for traces.</summary>
    public static Option<string?> Option() => new("--otlp")
    {
        Description = "Send a trace of each activation to an OpenTelemetry collector (OTLP over HTTP), for instance http://127.0.0.1:4318.",
        HelpName = "URL",
    };

    /// <summary>The collector that the user named; null for none.</summary>
    /// <exception cref="UsageException">It is no address.</exception>
    public static Uri? Read(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } given)
            return null;
        return Uri.TryCreate(given, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? url
            : throw new UsageException($"--otlp \"{given}\" is no address of a collector; write for instance http://127.0.0.1:4318.");
    }

    /// <summary>Exports the spans of <see cref="ActivationTrace.SourceName"/> in batches; a collector that does not answer costs spans, not activations.</summary>
    public static TracerProvider Exporter(Uri collector) => Sdk.CreateTracerProviderBuilder()
        .ConfigureResource(resource => resource.AddService("AgentEmulator"))
        .SetSampler(new AlwaysOnSampler())
        .AddSource(ActivationTrace.SourceName)
        .AddOtlpExporter(options =>
        {
            options.Protocol = OtlpExportProtocol.HttpProtobuf;
            options.Endpoint = collector.AbsolutePath == "/" ? new Uri(collector, "/v1/traces") : collector;
            options.TimeoutMilliseconds = 5000;
        })
        .Build();
}
