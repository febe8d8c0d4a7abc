using System;
using System.Device.Wifi;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using nanoFramework.Networking;

namespace Http;

/// <summary>Asks a service over WiFi, with everything that can go wrong, and serves a page itself.</summary>
internal static class Program
{
    private const string Service = "http://nf-test.lab";

    private static void Main()
    {
        var patience = new CancellationTokenSource(60_000);
        if (!WifiNetworkHelper.ConnectDhcp("nf-test", "nf-test-password", requiresDateTime: true, token: patience.Token))
        {
            Console.WriteLine($"no network: {WifiNetworkHelper.Status}");
            return;
        }

        using (var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) })
        {
            Post(client, "/echo", "{\"reading\":21}");
            Get(client, "/unavailable");
            Get(client, "/reset");
            Get(client, "/never");
        }

        Serve();
    }

    private static void Post(HttpClient client, string path, string json)
    {
        using var response = client.Post(Service + path, new StringContent(json, Encoding.UTF8, "application/json"));
        Console.WriteLine($"POST {path}: {(int)response.StatusCode} {response.Content.ReadAsString()}");
    }

    private static void Get(HttpClient client, string path)
    {
        try
        {
            using var response = client.Get(Service + path);
            Console.WriteLine($"GET {path}: {(int)response.StatusCode}");
        }
        catch (HttpRequestException)
        {
            Console.WriteLine($"GET {path}: no answer");
        }
    }

    private static void Serve()
    {
        using var listener = new Stoppable();
        using var client = new HttpClient();
        using var response = client.Get("http://127.0.0.1:8080/led?on=1");
        Console.WriteLine($"own page: {(int)response.StatusCode} {response.Content.ReadAsString()}");
    }

    /// <summary>A web server on a thread of its own.</summary>
    private sealed class Stoppable : IDisposable
    {
        private readonly HttpListener _listener = new("http", 8080, IPAddress.Any);

        public Stoppable()
        {
            _listener.Start();
            new Thread(Answer).Start();
        }

        public void Dispose() => _listener.Close();

        private void Answer()
        {
            while (_listener.IsListening)
            {
                var context = _listener.GetContext();
                if (context is null) return;
                var text = Encoding.UTF8.GetBytes($"{context.Request.HttpMethod} {context.Request.RawUrl}");
                context.Response.ContentType = "text/plain";
                context.Response.ContentLength64 = text.Length;
                context.Response.OutputStream.Write(text, 0, text.Length);
                context.Response.Close();
            }
        }
    }
}
