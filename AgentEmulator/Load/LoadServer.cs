using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentEmulator.Agents;
using AgentEmulator.Cloud;
using AgentEmulator.Events;
using AgentEmulator.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentEmulator.Load;

/// <summary>Where the process under load listens, as it tells on its first line.</summary>
internal sealed record LoadAddresses(string Cloud, string Gateway, string Bare)
{
    /// <summary>One line of JSON.</summary>
    public string ToLine() => JsonSerializer.Serialize(this);

    /// <summary>Null when the line is something else.</summary>
    public static LoadAddresses? FromLine(string line) =>
        line.StartsWith('{') ? JsonSerializer.Deserialize<LoadAddresses>(line) : null;
}

/// <summary>
/// The process under load: the factory's services as serve runs them, with a DUT agent that sends every message back, and beside
/// them a bare Kestrel endpoint to compare with.
/// </summary>
internal static class LoadServer
{
    public const string ApiKey = "blinkup-api-key-of-the-load";

    /// <summary>Secret of the board keys: of no worth, since the process serves this measurement only.</summary>
    public static readonly byte[] Secret = Encoding.ASCII.GetBytes("factory-secret-of-the-load-measurement");

    /// <summary>Runs until standard input ends, which it does with the process that started this one.</summary>
    public static async Task RunAsync()
    {
        var options = FactoryOptions.Create(new RandomIds(), ApiKey, Secret, null, "") with
        {
            Programs = builtIn => builtIn with { Dut = static () => new EchoAgent() },
        };
        await using var factory = await FactoryHost.StartLiveAsync(
            options, new LiveEndpoints(), TimeProvider.System, new NoObserver(), NullLoggerFactory.Instance).ConfigureAwait(false);
        await using var bare = CreateBare();
        await bare.StartAsync().ConfigureAwait(false);
        var addresses = factory.Services.Addresses;
        var bareAddress = bare.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        await Console.Out.WriteLineAsync(new LoadAddresses(addresses.Cloud, addresses.Gateway, bareAddress).ToLine()).ConfigureAwait(false);
        while (await Console.In.ReadLineAsync().ConfigureAwait(false) is not null)
        {
        }
    }

    /// <summary>Takes a body and answers with one of the size of a gateway's answer; no middleware, no log.</summary>
    private static WebApplication CreateBare()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "AgentEmulator" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var answer = Encoding.ASCII.GetBytes($"{{\"signature\":\"{new string('0', 64)}\",\"response\":{{\"ack\":1}}}}");
        app.Run(async context =>
        {
            while (true)
            {
                var read = await context.Request.BodyReader.ReadAsync().ConfigureAwait(false);
                context.Request.BodyReader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    break;
            }

            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer).ConfigureAwait(false);
        });
        return app;
    }

    private sealed class EchoAgent : Agent
    {
        protected override void Start() => Device.On("load", data => Device.Send("load", data));
    }

    private sealed class NoObserver : IFactoryObserver
    {
        public void Observe(FactoryEvent factoryEvent)
        {
        }
    }
}

/// <summary>The process under load, seen from the one that loads it.</summary>
internal sealed class LoadProcess : IDisposable
{
    private readonly Process _process;

    private LoadProcess(Process process, LoadAddresses addresses)
    {
        _process = process;
        Addresses = addresses;
    }

    public LoadAddresses Addresses { get; }

    /// <summary>Physical memory that it holds, in MiB.</summary>
    public double MemoryMiB
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024.0 / 1024;
        }
    }

    /// <summary>Processor time that it has used, in microseconds.</summary>
    public double ProcessorMicroseconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalMicroseconds;
        }
    }

    /// <exception cref="InvalidOperationException">It ended before it listened.</exception>
    public static LoadProcess Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
            start.ArgumentList.Add(typeof(LoadServer).Assembly.Location);
        start.ArgumentList.Add("load-server");
        var process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (LoadAddresses.FromLine(line) is { } addresses)
                return new LoadProcess(process, addresses);
        }

        process.WaitForExit();
        throw new InvalidOperationException(
            string.Create(CultureInfo.InvariantCulture, $"the process under load ended with exit code {process.ExitCode}"));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
            _process.Kill();
        _process.Dispose();
    }
}
