namespace AgentEmulator.Tests.Support;

/// <summary>A server that does not answer, for tests that run on one thread: it ends inline, where a cancelled Task.Delay would not.</summary>
internal static class HttpWait
{
    public static async Task ForeverAsync(CancellationToken cancel)
    {
        var never = new TaskCompletionSource();
        using var givenUp = cancel.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), never);
        await never.Task.ConfigureAwait(false);
    }
}
