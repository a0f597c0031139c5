"""Makes normalizations.json: a training run of PyTorch in float64 through batch and layer normalisation and a residual block.

python make_layer_traces.py > normalizations.json

Tensors are named as in Lanewise's layout of the same network, weights [inputs][outputs].
"""

import json

import torch
from torch import nn

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)
ROWS, STEPS = 20, 10


class Net(nn.Module):
    """Layers by their index in Lanewise: 2 and 6 are activations, 7 ends the residual block of layers 3 to 6."""

    def __init__(self):
        super().__init__()
        self.l0, self.l1 = nn.Linear(5, 8), nn.BatchNorm1d(8)
        self.l3, self.l4, self.l5 = nn.Linear(8, 8), nn.Dropout(0.0), nn.LayerNorm(8)
        self.l8, self.l9, self.l10 = nn.BatchNorm1d(8), nn.GELU(), nn.Linear(8, 3)

    def forward(self, x):
        h = nn.functional.gelu(self.l1(self.l0(x)))
        h = h + torch.tanh(self.l5(self.l3(h)))
        return self.l10(self.l9(self.l8(h)))


NAMES = {"weight": "scale", "bias": "bias", "running_mean": "mean", "running_var": "variance"}


def named(net, grad=False):
    tensors = {}
    for name, tensor in list(net.named_parameters()) + ([] if grad else list(net.named_buffers())):
        layer, part = name.split(".")
        if part == "num_batches_tracked":
            continue
        values = tensor.grad if grad else tensor.detach()
        linear = isinstance(getattr(net, layer), nn.Linear)
        key = f"layers.{layer[1:]}." + (part if linear else NAMES[part])
        tensors[key] = (values.T if values.dim() == 2 else values).reshape(-1).tolist()
    return tensors


# Values that are floats, so that both begin alike.
x = torch.randn(ROWS, 5).float().double() * 2 + 1
x = x.float().double()
y = torch.randn(ROWS, 3).float().double()
net = Net()
with torch.no_grad():
    for name, p in net.named_parameters():
        if "1." in name or "5." in name or "8." in name:
            p.add_(torch.randn_like(p) * 0.3)
        p.copy_(p.float().double())
optimizer = torch.optim.SGD(net.parameters(), lr=0.05)
out = {"reference": "torch", "version": torch.__version__, "rows": ROWS, "rate": 0.05}
out["inputs"], out["targets"] = x.reshape(-1).tolist(), y.reshape(-1).tolist()
out["start"], out["losses"] = named(net), []
for step in range(STEPS):
    optimizer.zero_grad()
    loss = nn.functional.mse_loss(net(x), y)
    loss.backward()
    if step == 0:
        out["gradients_first_step"] = named(net, grad=True)
    optimizer.step()
    out["losses"].append(loss.item())
out["end"] = named(net)
net.eval()
out["outputs_end"] = net(x).reshape(-1).tolist()
print(json.dumps(out))
