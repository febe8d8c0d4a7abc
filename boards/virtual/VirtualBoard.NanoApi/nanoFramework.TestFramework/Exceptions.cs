namespace TestFrameworkShared
{
    /// <summary>Stands in for nanoFramework's failure of a test.</summary>
    public class AssertFailedException : Exception
    {
        public AssertFailedException(string msg, Exception ex)
            : base(msg, ex)
        {
        }

        public AssertFailedException(string msg)
            : base(msg)
        {
        }

        public AssertFailedException()
        {
        }
    }
}

namespace nanoFramework.TestFramework
{
    /// <summary>Stands in for nanoFramework's way of a test to say that it cannot run here.</summary>
    public class SkipTestException : Exception
    {
        public SkipTestException(string? message = null, Exception? innerException = null)
            : base(message, innerException)
        {
        }
    }
}
