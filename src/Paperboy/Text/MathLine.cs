using System.Text;

namespace Paperboy.Text;

/// <summary>
/// Writes the atoms of a formula in one line. TeX ignores the spaces that are typed and sets its own by the class of
/// an atom (The TeXbook, chapter 18); here named relations stand apart, operators and typed relations as they were
/// typed, and everything else close.
/// </summary>
internal sealed class MathLine
{
    private readonly StringBuilder _line = new();
    private bool _gap;
    private bool _typedSpace;
    private bool _afterFunction;
    private bool _afterSign;

    public bool IsEmpty => _line.Length == 0;

    /// <summary>A space was typed.</summary>
    public void Space() => _typedSpace = true;

    /// <summary>A space was asked for.</summary>
    public void Gap() => _gap = true;

    public void Ordinary(string atom)
    {
        if (atom.Length == 0)
            return;
        var afterFunction = _afterFunction && (char.IsLetterOrDigit(atom[0]) || char.IsSurrogate(atom[0]) || atom[0] == '√');
        Write(atom, _gap || afterFunction || (_typedSpace && _afterSign));
    }

    /// <summary>What is raised or lowered clings to what stands before it, and a function stays one: log² n.</summary>
    public void Script(string script)
    {
        var afterFunction = _afterFunction;
        if (script.Length > 0)
            Write(script, false);
        _afterFunction = afterFunction;
    }

    /// <summary>A function's name, kept apart from letters on both sides.</summary>
    public void Function(string name)
    {
        if (name.Length == 0)
            return;
        var apart = _line.Length > 0 && (char.IsLetterOrDigit(_line[^1]) || _line[^1] == ')' || char.IsLowSurrogate(_line[^1]));
        Write(name, _gap || apart || (_typedSpace && _afterSign));
        _afterFunction = true;
    }

    /// <summary>A relation by name, with a space on both sides where it has an operand there.</summary>
    public void Relation(string sign)
    {
        var first = _line.Length == 0 || _line[^1] is '(' or '[' or '{';
        Write(sign, !first);
        _gap = !first;
    }

    /// <summary>An operator: apart if it was typed apart from what stands before it.</summary>
    public void Binary(string sign)
    {
        var leads = _line.Length == 0 || _afterSign;
        var apart = _typedSpace && !leads;
        Write(sign, _gap || _typedSpace);
        _gap = apart;
    }

    /// <summary>A typed relation or a comma: the spaces are those that were typed.</summary>
    public void Sign(string sign)
    {
        Write(sign, _gap || _typedSpace);
        _afterSign = true;
    }

    public override string ToString() => _line.ToString();

    private void Write(string atom, bool apart)
    {
        if (apart && _line.Length > 0 && _line[^1] != ' ' && atom[0] != ' ')
            _line.Append(' ');
        _line.Append(atom);
        _gap = _typedSpace = _afterFunction = _afterSign = false;
    }
}
