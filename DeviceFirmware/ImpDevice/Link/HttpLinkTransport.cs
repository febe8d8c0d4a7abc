using System;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ImpDevice.Runtime;

namespace ImpDevice.Link;

/// <summary>
/// The link over nanoFramework's HttpClient. One client for each request: its time limit belongs to the client, two threads send at
/// the same time, and connections are not kept anyway. Every response is disposed, else the board runs out of sockets.
/// </summary>
internal sealed class HttpLinkTransport : ILinkTransport
{
    private const int HostNotFound = 11001;
    private const int NoData = 11004;
    private const int BodyMs = 20000;

    // HttpClient keeps a body in a MemoryStream, which holds no more.
    private const int LargestAnswer = 65535;

    private readonly string _origin;
    private readonly X509Certificate _authority;
    private readonly IClock _clock;

    internal HttpLinkTransport(string origin, string caCertificate, IClock clock)
    {
        _origin = origin;
        _authority = caCertificate == null ? null : new X509Certificate(caCertificate);
        _clock = clock;
    }

    public TransportReply Post(string path, string session, string counter, string signature, byte[] body, int timeoutMs)
    {
        long startedMs = _clock.NowMs;
        try
        {
            using (HttpClient client = new HttpClient())
            {
                client.Timeout = TimeSpan.FromMilliseconds(timeoutMs);
                if (_authority != null) client.HttpsAuthentCert = _authority;
                using (HttpRequestMessage request = Request(path, session, counter, signature, body))
                using (HttpResponseMessage response = client.Send(request, HttpCompletionOption.ResponseHeadersRead))
                {
                    return Read(response);
                }
            }
        }
        catch (HttpRequestException e)
        {
            return Failed(e.InnerException == null ? e : e.InnerException, startedMs, timeoutMs);
        }
        catch (SocketException e)
        {
            return Failed(e, startedMs, timeoutMs);
        }
        catch (SystemException e)
        {
            // WebException and IOException; ObjectDisposedException, when the body's time limit closes the response under its reader;
            // NullReferenceException, because HttpClient swallows a cancelled request and then uses the response that is not there;
            // OutOfMemoryException, when TLS or an answer does not fit. All of them: no answer this time.
            return Failed(e, startedMs, timeoutMs);
        }
    }

    /// <summary>What an exception of the HTTP client means.</summary>
    /// <param name="e">It, or what a HttpRequestException has inside.</param>
    /// <param name="late">The time limit was over: it works by closing the socket, and the failure that follows says nothing of time.</param>
    internal static string FailureOf(Exception e, bool late)
    {
        WebException web = e as WebException;
        SocketException socket = (web == null ? e : web.InnerException) as SocketException;
        // A name that does not resolve comes as a failed connect: only the socket's own code tells.
        if (socket != null && socket.ErrorCode >= HostNotFound && socket.ErrorCode <= NoData) return LinkFailure.NameNotResolved;
        if (web != null && web.Status == WebExceptionStatus.ConnectFailure) return LinkFailure.ConnectFailed;
        return late ? LinkFailure.Timeout : LinkFailure.ConnectionLost;
    }

    private static TransportReply Read(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentLength > LargestAnswer)
            return TransportReply.Failed(LinkFailure.TooLarge, "answer of " + response.Content.Headers.ContentLength.ToString() + " bytes");
        // The client's time limit ends with the headers. A connection that dies inside the body would hold the reader for ever.
        using (BodyDeadline deadline = new BodyDeadline(response, BodyMs))
        {
            return TransportReply.Answered((int)response.StatusCode, response.Content.ReadAsByteArray());
        }
    }

    private HttpRequestMessage Request(string path, string session, string counter, string signature, byte[] body)
    {
        HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Post, _origin + path);
        request.Headers.Add("Imp-Session", session);
        request.Headers.Add("Imp-Counter", counter);
        request.Headers.Add("Imp-Signature", signature);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.Add("Content-Type", "application/json");
        return request;
    }

    private TransportReply Failed(Exception e, long startedMs, int timeoutMs)
    {
        bool late = _clock.NowMs - startedMs >= timeoutMs;
        return TransportReply.Failed(FailureOf(e, late), e.GetType().FullName + ": " + e.Message);
    }
}
