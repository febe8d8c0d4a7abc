using System.Net.Sockets;
using AgentEmulator.Hosting;

namespace AgentEmulator.Tests.Hosting;

public sealed class HostHttpHandlerTests
{
    [Fact]
    public async Task A_connection_that_is_reset_as_soon_as_it_is_made_is_a_failed_request()
    {
        using var web = new HttpMessageInvoker(new HostHttpHandler(new Reset()));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:1/");

        var e = await Assert.ThrowsAsync<HttpRequestException>(() => web.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(HttpRequestError.ConnectionError, e.HttpRequestError);
        Assert.IsType<SocketException>(e.InnerException);
    }

    private sealed class Reset : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromException<HttpResponseMessage>(new SocketException((int)SocketError.NotConnected));
    }
}
