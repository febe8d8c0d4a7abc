using VirtualBoard.Testing.Discovery;

namespace VirtualBoard.Testing.Running;

/// <summary>Hears of tests as they run. Called from several threads.</summary>
internal interface ITestObserver
{
    /// <summary>A test begins.</summary>
    void Started(TestCase test);

    /// <summary>A test ended, or will not run; said once of each test.</summary>
    void Ended(TestCase test, TestResult result);

    /// <summary>A cleanup method failed, after its class's tests.</summary>
    void CleanupFailed(TestClass testClass, TestMethod cleanup, TestResult result);
}
