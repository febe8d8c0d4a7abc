namespace BenchmarkRows;

/// <summary>What the rows call.</summary>
public delegate int Operation(int a, int b);

public interface IShape
{
    int Corners(int i);
}

public abstract class Shape : IShape
{
    /// <summary>Four classes: of one alone .NET would guess which it is, and make no call.</summary>
    public static Shape[] OneOfEach() => new Shape[] { new Square(3), new Circle(), new Triangle(), new Hexagon() };

    public abstract int Area(int i);

    public abstract int Corners(int i);
}

public sealed class Square : Shape
{
    public int Side;

    public Square(int side) => Side = side;

    public int Scaled(int i) => Side + i;

    public override int Area(int i) => Side ^ i;

    public override int Corners(int i) => 4 + i;
}

public sealed class Circle : Shape
{
    public override int Area(int i) => i;

    public override int Corners(int i) => i;
}

public sealed class Triangle : Shape
{
    public override int Area(int i) => i + i;

    public override int Corners(int i) => 3 + i;
}

public sealed class Hexagon : Shape
{
    public override int Area(int i) => i * 3;

    public override int Corners(int i) => 6 + i;
}

/// <summary>Where rows leave what they have made.</summary>
public static class Kept
{
    public static Square Square;

    public static byte[] Bytes;

    public static object Value;
}
