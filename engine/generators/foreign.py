"""Networks that people have and that no family here draws, told by the names of their weights; loads no torch.

The module is no family: it has no class to register.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from engine.language import tr

#: A clue, how many of the names may lack it (as a share), and what to say after the file's name.
CLUES: tuple[tuple[str, float, str], ...] = (
    (
        r"backbone\.|superresolution\.|renderer\.",
        0.6,
        tr("holds an EG3D, which draws a volume and a camera and does not open here; its StyleGAN2 or 3 relatives do."),
    ),
    (
        r"(model\.diffusion_model|input_blocks|down_blocks|unet|controlnet|transformer_blocks)\.|.*lora_",
        0.5,
        tr("holds a diffusion model or a part of one, which has no code to move and does not open here; a GAN does."),
    ),
    (
        r"(quantize|quant_conv|post_quant_conv|loss\.perceptual_loss|(encoder|decoder)\.(up|down|mid)(_blocks)?)\.",
        0.2,
        tr("holds an autoencoder (VQGAN or VAE), which has no random code and does not open here; a GAN does."),
    ),
    (
        r"(GE?|SE?|D|D_aug)\.(initial_block|blocks|net|layers|initial_conv|to_logit|fq|attns|convs|final_conv)",
        0.5,
        tr(
            "holds a part of a stylegan2-pytorch or of a lightweight-gan, which is not enough to draw with; choose the "
            "whole model_N.pt."
        ),
    ),
    (
        r"(stylegan_decoder|conv_body_first|final_linear|condition_scale)\.",
        0.7,
        tr("holds a network that restores photos (GFPGAN), not a generator; open the StyleGAN2 that it was made from."),
    ),
    (
        r"encoder\.(input_layer|body|styles)\.|input_layer\.|styles\.\d+\.convs",
        0.05,
        tr("holds an encoder, which finds codes and draws none; choose the file of its generator."),
    ),
    (
        r"b\d+\.(conv0|conv1|fromrgb|skip|conv|fc|out)\.|mapping\.|from_rgb|final_conv\.",
        0.02,
        tr("holds a discriminator, which judges pictures and draws none; choose the generator saved with it."),
    ),
    (
        r"model\.\d+\.(conv_block|model)\.",
        0.5,
        tr(
            "holds a network that turns one picture into another (pix2pix, CycleGAN), which has no code to move; a "
            "generator of pictures from noise opens."
        ),
    ),
)


def told(names: Iterable[str]) -> str:
    """What ends the sentence about a file with weights of these names; empty where they tell nothing."""
    names = list(names)
    for clue, lacking, said in CLUES:
        with_clue = sum(re.match(clue, name) is not None for name in names)
        if with_clue and with_clue >= (1 - lacking) * len(names):
            return said
    return ""
