namespace VirtualBoard.Testing.Discovery;

/// <summary>Full names of nanoFramework.TestFramework's types that mean something to the framework.</summary>
internal static class NanoAttributes
{
    public const string TestClass = "nanoFramework.TestFramework.TestClassAttribute";
    public const string TestMethod = "nanoFramework.TestFramework.TestMethodAttribute";
    public const string Setup = "nanoFramework.TestFramework.SetupAttribute";
    public const string Cleanup = "nanoFramework.TestFramework.CleanupAttribute";
    public const string DataRow = "nanoFramework.TestFramework.DataRowAttribute";
    public const string SkipException = "nanoFramework.TestFramework.SkipTestException";
    public const string AssertException = "TestFrameworkShared.AssertFailedException";
}
