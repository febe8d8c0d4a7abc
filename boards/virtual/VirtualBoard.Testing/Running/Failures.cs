using VirtualBoard.Testing.Discovery;

namespace VirtualBoard.Testing.Running;

/// <summary>What an exception that left firmware means.</summary>
internal static class Failures
{
    /// <summary>Makes the result.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="stack">Makes its stack trace readable.</param>
    /// <param name="step">What threw, when it was not the test itself.</param>
    public static TestResult Of(Exception exception, FirmwareStack stack, string? step)
    {
        var type = exception.GetType().FullName;
        var message = exception.Message;
        if (type == NanoAttributes.SkipException)
            return new TestResult(TestOutcome.Skipped, message.Length == 0 ? "skipped" : message);
        if (type != NanoAttributes.AssertException)
            message = $"{type}: {message}";
        return new TestResult(TestOutcome.Failed, step is null ? message : $"{step} failed: {message}", stack.Of(exception));
    }
}
