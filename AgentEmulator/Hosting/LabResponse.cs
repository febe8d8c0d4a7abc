using Microsoft.AspNetCore.Http.Features;

namespace AgentEmulator.Hosting;

/// <summary>
/// The response head. The body is buffered, so the head counts as started only with its first byte or at the end, and
/// the OnStarting callbacks run at the end.
/// </summary>
internal sealed class LabResponse(MemoryStream responseBody) : IHttpResponseFeature
{
    private readonly Stack<Func<Task>> _starting = new();
    private readonly Stack<Func<Task>> _completed = new();
    private bool _started;

    public int StatusCode { get; set; } = 200;

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    /// <summary>Required by the interface; the pipeline writes through IHttpResponseBodyFeature.</summary>
    public Stream Body { get; set; } = responseBody;

    public byte[] BodyBytes() => responseBody.ToArray();

    public bool HasStarted => _started || responseBody.Length > 0;

    public void OnStarting(Func<object, Task> callback, object state) => _starting.Push(() => callback(state));

    public void OnCompleted(Func<object, Task> callback, object state) => _completed.Push(() => callback(state));

    public async Task StartAsync()
    {
        while (_starting.TryPop(out var callback))
            await callback().ConfigureAwait(false);
        _started = true;
    }

    public async Task CompleteAsync()
    {
        while (_completed.TryPop(out var callback))
            await callback().ConfigureAwait(false);
    }
}
