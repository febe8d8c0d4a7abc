using System.Net;
using AgentEmulator.Hosting;
using AgentEmulator.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentEmulator.Tests.Hosting;

public sealed class LabServerTests
{
    [Fact]
    public async Task Request_and_answer_pass_unchanged()
    {
        await using var app = await StartAsync(async context =>
        {
            context.Response.StatusCode = 299;
            context.Response.Headers["X-Seen"] =
                $"{context.Request.Method} {context.Request.Host} {context.Request.Path.Value} {context.Request.QueryString} {context.Request.Headers["X-In"]}";
            await context.Request.Body.CopyToAsync(context.Response.Body);
        });
        using var request = new HttpRequestMessage(HttpMethod.Put, "http://svc.lab:81/a%20b?c=d") { Content = new StringContent("héllo") };
        request.Headers.Add("X-In", ["1", "2"]);
        using var answer = await app.Web.SendAsync(request, CancellationToken.None);
        Assert.Equal(299, (int)answer.StatusCode);
        Assert.Equal("PUT svc.lab:81 /a b ?c=d 1,2", answer.Headers.GetValues("X-Seen").Single());
        Assert.Equal("héllo", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Callbacks_of_the_response_run_in_order()
    {
        var trace = new List<string>();
        await using var app = await StartAsync(context =>
        {
            context.Response.OnStarting(() =>
            {
                trace.Add("starting");
                context.Response.Headers["X-Late"] = "yes";
                return Task.CompletedTask;
            });
            context.Response.OnCompleted(() =>
            {
                trace.Add("completed");
                return Task.CompletedTask;
            });
            trace.Add("handler");
            return Task.CompletedTask;
        });
        using var answer = await app.GetAsync();
        Assert.Equal(["handler", "starting", "completed"], trace);
        Assert.Equal("yes", answer.Headers.GetValues("X-Late").Single());
    }

    [Fact]
    public async Task Body_of_the_pipe_writer_arrives()
    {
        await using var app = await StartAsync(context => context.Response.WriteAsync("through the pipe"));
        using var answer = await app.GetAsync();
        Assert.Equal("through the pipe", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Failure_of_a_service_is_answered_500_and_logged_without_reaching_the_caller()
    {
        await using var app = await StartAsync(_ => throw new InvalidTimeZoneException("inside"));
        using var answer = await app.GetAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(app.Log.Lines, line => line.Contains("inside", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Caller_that_gives_up_is_released_although_the_service_goes_on()
    {
        var forever = new TaskCompletionSource();
        await using var app = await StartAsync(_ => forever.Task);
        using var cancel = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://svc.lab/");
        var pending = app.Web.SendAsync(request, cancel.Token);
        Assert.False(pending.IsCompleted);
#pragma warning disable CA1849 // CancelAsync hops to the thread pool.
        cancel.Cancel();
#pragma warning restore CA1849
        Assert.True(pending.IsCanceled);
        forever.SetResult();
    }

    [Fact]
    public async Task Unknown_host_and_stopped_service_fail_as_connections_do()
    {
        await using var app = await StartAsync(_ => Task.CompletedTask);
        using var unknown = new HttpRequestMessage(HttpMethod.Get, "http://other.lab/");
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => app.Web.SendAsync(unknown, CancellationToken.None));
        Assert.Equal(HttpRequestError.NameResolutionError, error.HttpRequestError);
        await app.StopAsync();
        error = await Assert.ThrowsAsync<HttpRequestException>(app.GetAsync);
        Assert.Equal(HttpRequestError.ConnectionError, error.HttpRequestError);
    }

    private static async Task<LabApp> StartAsync(RequestDelegate handler)
    {
        var server = new LabServer();
        var log = new CapturingLog();
        var app = ServiceApplication.Create(
            "Test", log, builder => builder.Services.AddSingleton<IServer>(server), a => a.Run(handler), _ => "path");
        await app.StartAsync();
        return new LabApp(app, log, new HttpMessageInvoker(new LabHttpHandler(new Dictionary<string, LabServer> { ["svc.lab"] = server })));
    }

    private sealed record LabApp(WebApplication App, CapturingLog Log, HttpMessageInvoker Web) : IAsyncDisposable
    {
        public async Task<HttpResponseMessage> GetAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://svc.lab/");
            return await Web.SendAsync(request, CancellationToken.None);
        }

        public Task StopAsync() => App.StopAsync();

        public async ValueTask DisposeAsync()
        {
            await App.DisposeAsync();
            Web.Dispose();
        }
    }
}
