namespace VirtualBoard.Testing.Discovery;

/// <summary>A nanoFramework test assembly as its metadata describe it; nothing of it is loaded.</summary>
/// <param name="Name">Simple name, such as "NFUnitTest".</param>
/// <param name="FullName">Display name with version.</param>
/// <param name="Path">The dll.</param>
/// <param name="Tests">Its tests, in the order in which the launcher runs them: class by class, data rows behind methods without.</param>
internal sealed record TestAssembly(string Name, string FullName, string Path, IReadOnlyList<TestCase> Tests);

/// <summary>A class marked [TestClass]: what runs on one board.</summary>
/// <param name="Namespace">Its namespace; empty for none.</param>
/// <param name="Name">Its name; that of a nested class is Outer+Inner.</param>
/// <param name="Setups">Methods marked [Setup]: run once, before the tests.</param>
/// <param name="Cleanups">Methods marked [Cleanup]: run once, after the tests.</param>
internal sealed record TestClass(string Namespace, string Name, IReadOnlyList<TestMethod> Setups, IReadOnlyList<TestMethod> Cleanups)
{
    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}

/// <summary>A method that the framework calls.</summary>
/// <param name="DeclaringType">Full name of the type that declares it: the test class or a base class of it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Overload">Which of the type's methods of that name it is, counted from 0 in the order of declaration.</param>
/// <param name="ParameterTypes">Full names.</param>
/// <param name="ReturnType">Full name.</param>
/// <param name="Location">Where its body begins; null without symbols.</param>
internal sealed record TestMethod(
    string DeclaringType, string Name, int Overload, IReadOnlyList<string> ParameterTypes, string ReturnType, SourceLocation? Location);

/// <summary>A place in a source file.</summary>
/// <param name="File">Path as the symbols have it.</param>
/// <param name="FirstLine">Line, counted from 1.</param>
/// <param name="LastLine">Last line of the body.</param>
internal sealed record SourceLocation(string File, int FirstLine, int LastLine);

/// <summary>One test: a method, or a method with one of its data rows.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Method">Its method.</param>
/// <param name="Row">Arguments; null for a method without data rows.</param>
/// <param name="RowNumber">Which of the method's rows it is, from 0.</param>
internal sealed record TestCase(TestClass Class, TestMethod Method, IReadOnlyList<object?>? Row = null, int RowNumber = 0)
{
    /// <summary>Gets the name that stays the same from run to run and is unique in the assembly.</summary>
    public string Uid => Row is null ? QualifiedName : $"{QualifiedName}.{RowNumber}";

    /// <summary>Gets the name for people: with the arguments.</summary>
    public string DisplayName => Row is null ? QualifiedName : $"{QualifiedName}({ArgumentText.Of(Row)})";

    private string QualifiedName =>
        $"{Class.FullName}.{Method.Name}{(Method.Overload == 0 ? "" : $"~{Method.Overload}")}";
}
