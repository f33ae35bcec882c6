using Paperboy.Mail;
using Xunit;

namespace Paperboy.Tests.Mail;

public sealed class RetryPolicyTests
{
    [Fact]
    public void Pauses_double_up_to_an_hour()
    {
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], Enumerable.Range(1, 8).Select(n => RetryPolicy.Delay(n, 0.5).TotalMinutes));
        Assert.Equal(TimeSpan.FromSeconds(48), RetryPolicy.Delay(1, 0));
        Assert.Equal(TimeSpan.FromSeconds(72), RetryPolicy.Delay(1, 1));
        Assert.Equal(TimeSpan.FromHours(1), RetryPolicy.Delay(int.MaxValue, 0.5));
    }
}
