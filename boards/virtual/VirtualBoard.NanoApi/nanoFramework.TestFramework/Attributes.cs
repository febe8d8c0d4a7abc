namespace nanoFramework.TestFramework;

/// <summary>Stands in for nanoFramework's mark of a class with tests.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class TestClassAttribute : Attribute
{
    public virtual TestMethodAttribute GetTestMethodAttribute(TestMethodAttribute testMethodAttribute) => testMethodAttribute;
}

/// <summary>Stands in for nanoFramework's mark of a test.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false)]
public class TestMethodAttribute : Attribute;

/// <summary>Stands in for nanoFramework's mark of what runs before the tests of a class.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false)]
public class SetupAttribute : Attribute;

/// <summary>Stands in for nanoFramework's mark of what runs after the tests of a class.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false)]
public class CleanupAttribute : Attribute;

/// <summary>Stands in for nanoFramework's arguments of one run of a test.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class DataRowAttribute : Attribute
{
    /// <exception cref="ArgumentNullException">No array.</exception>
    /// <exception cref="ArgumentException">No argument.</exception>
    public DataRowAttribute(params object[] methodParameters)
    {
        ArgumentNullException.ThrowIfNull(methodParameters);
        if (methodParameters.Length == 0)
            throw new ArgumentException($"{nameof(methodParameters)} can not be empty");
        MethodParameters = methodParameters;
    }

    public object[] MethodParameters { get; }
}
