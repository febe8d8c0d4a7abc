using System.Reflection;

[assembly: AssemblyVersion("1.2.32.0")]
[assembly: AssemblyNativeVersion("100.0.0.1")]
