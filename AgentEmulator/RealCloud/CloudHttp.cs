using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace AgentEmulator.RealCloud;

/// <summary>HTTP to a live impCloud: tries again after 429 and failures of transport and server, when Retry-After says so and no sooner.</summary>
internal static class CloudHttp
{
    /// <summary>Tries in all.</summary>
    public const int Attempts = 4;

    /// <summary>Longest time that a server may have us wait; a longer Retry-After is an answer in itself.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(15);

    /// <param name="network">Carries requests.</param>
    /// <param name="time">Clock of pauses and timeouts.</param>
    /// <param name="retrying">Told of each pause: what happened and how long it is.</param>
    public static HttpClient Create(HttpMessageHandler network, TimeProvider time, Action<string, TimeSpan> retrying)
    {
        var retry = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = Attempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = LongestWait,
            UseJitter = false,
            ShouldRetryAfterHeader = true,
            OnRetry = args =>
            {
                var what = args.Outcome.Result is { } answer ? $"status {(int)answer.StatusCode}" : args.Outcome.Exception is Polly.Timeout.TimeoutRejectedException ? "no answer in time" : "no connection";
                retrying(what, args.RetryDelay);
                return default;
            },
        };
        var transient = retry.ShouldHandle;
        retry.ShouldHandle = async args =>
            await transient(args).ConfigureAwait(args.Context.ContinueOnCapturedContext)
            && !(args.Outcome.Result is { } answer && RetryAfter(answer, time) > LongestWait);
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(retry)
            .AddTimeout(new Polly.Timeout.TimeoutStrategyOptions { Timeout = AnswerTimeout })
            .Build();
        return new HttpClient(new ResilienceHandler(pipeline) { InnerHandler = network }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>What the server asks for; zero when nothing.</summary>
    public static TimeSpan RetryAfter(HttpResponseMessage answer, TimeProvider time) =>
        answer.Headers.RetryAfter is not { } after ? TimeSpan.Zero
        : after.Delta ?? (after.Date is { } date ? date - time.GetUtcNow() : TimeSpan.Zero);
}
