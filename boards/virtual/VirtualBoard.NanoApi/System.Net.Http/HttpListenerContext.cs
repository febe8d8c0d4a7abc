namespace System.Net;

/// <summary>Stands in for nanoFramework's pair of request and response; the request is read from the connection when it is first looked at.</summary>
public class HttpListenerContext
{
    private readonly ListenerConnection _connection;
    private readonly HttpListenerRequest _request;
    private readonly HttpListenerResponse _response;
    private bool _isRead;

    internal HttpListenerContext(ListenerConnection connection, HttpListener listener)
    {
        _connection = connection;
        _request = new HttpListenerRequest(connection, listener.MaximumResponseHeadersLength);
        _response = new HttpListenerResponse(connection, listener);
    }

    public HttpListenerRequest Request
    {
        get
        {
            Read();
            return _request;
        }
    }

    public HttpListenerResponse Response
    {
        get
        {
            Read();
            return _response;
        }
    }

    /// <summary>Forgets the request, so that the next one of the connection is read.</summary>
    public void Reset()
    {
        _isRead = false;
        _request.Reset();
    }

    /// <summary>Answers, if nobody has, and closes the connection.</summary>
    public void Close()
    {
        _response.CloseQuietly();
        _connection.Dispose();
    }

    private void Read()
    {
        if (_isRead)
            return;
        _request.Read();
        _isRead = true;
    }
}
